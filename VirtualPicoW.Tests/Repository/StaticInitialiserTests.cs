using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualPicoW.Tests;

/// <summary>
/// The board runs the static initialisers of all classes before Main, in an order that follows from their names: what one class initialises, no other
/// may read in its own initialiser, directly or in a method that it calls.
/// </summary>
public class StaticInitialiserTests
{
    [Theory]
    [InlineData("AsyncCore")]
    [InlineData("Net")]
    [InlineData("Board")]
    public void No_static_initialiser_reads_what_another_class_initialises(string library)
    {
        using DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(Path.GetDirectoryName(BuildOutput.Compiled("AsyncCore")));
        resolver.AddSearchDirectory(Path.GetDirectoryName(BuildOutput.Compiled("Net")));
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(BuildOutput.Compiled(library), new ReaderParameters { AssemblyResolver = resolver });
        Assert.Empty(assembly.MainModule.GetTypes().SelectMany(ForeignReads).Distinct());
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
                if (instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda && Ours((FieldReference)instruction.Operand)?.Resolve() is FieldDefinition field
                    && field.DeclaringType.FullName != type.FullName && Initialises(field))
                {
                    yield return $"{type.Name} reads {field.DeclaringType.Name}.{field.Name} in {method.Name}";
                }

                // A delegate that is only made does not run yet.
                if (instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj
                    && Ours((MethodReference)instruction.Operand)?.Resolve() is MethodDefinition { HasBody: true } called && seen.Add(called))
                {
                    toRead.Enqueue(called);
                }
            }
        }
    }

    /// <summary>A member of our libraries; null for one of nanoFramework's, of which only signatures are here.</summary>
    private static T? Ours<T>(T member)
        where T : MemberReference =>
        member.DeclaringType.FullName.StartsWith("AsyncCore.", StringComparison.Ordinal) ? member : null;

    private static bool Initialises(FieldDefinition field) => StaticConstructor(field.DeclaringType)?.Body.Instructions
        .Any(instruction => instruction.OpCode.Code == Code.Stsfld && ((FieldReference)instruction.Operand).FullName == field.FullName) == true;

    private static MethodDefinition? StaticConstructor(TypeDefinition type) => type.Methods.SingleOrDefault(method => method.IsConstructor && method.IsStatic);
}
