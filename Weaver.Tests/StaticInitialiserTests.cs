using Mono.Cecil;
using Mono.Cecil.Cil;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>
/// The board runs the static initialisers of all classes before Main, in an order that follows from their names: what one class initialises, no other
/// may read in its own initialiser, directly or in a method that it calls.
/// </summary>
public sealed class StaticInitialiserTests
{
    [Fact]
    public void No_static_initialiser_reads_what_another_class_initialises()
    {
        using AssemblyDefinition asyncCore = AssemblyDefinition.ReadAssembly(Paths.AsyncCoreWoven);
        Assert.Equal("", string.Join('\n', asyncCore.MainModule.GetTypes().SelectMany(ForeignReads)));
    }

    private static IEnumerable<string> ForeignReads(TypeDefinition type)
    {
        MethodDefinition? initialiser = StaticConstructor(type);
        if (initialiser == null)
        {
            yield break;
        }

        HashSet<MethodDefinition> seen = [initialiser];
        Queue<MethodDefinition> toRead = new(seen);
        while (toRead.TryDequeue(out MethodDefinition? method))
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (instruction.Operand is FieldDefinition { IsStatic: true, IsLiteral: false } field
                    && instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda && field.DeclaringType != type && Initialises(field))
                {
                    yield return $"{type.Name} reads {field.DeclaringType.Name}.{field.Name} in {method.Name}";
                }

                // What is only made a delegate of does not run yet; that it is left out would hide more than it spares.
                if (instruction.Operand is MethodDefinition { HasBody: true } called && seen.Add(called))
                {
                    toRead.Enqueue(called);
                }
            }
        }
    }

    private static bool Initialises(FieldDefinition field) => StaticConstructor(field.DeclaringType)?.Body.Instructions
        .Any(instruction => instruction.OpCode.Code == Code.Stsfld && instruction.Operand == field) == true;

    private static MethodDefinition? StaticConstructor(TypeDefinition type) => type.Methods.SingleOrDefault(method => method.IsConstructor && method.IsStatic);
}
