using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Benchmarks.Counting;

/// <summary>Puts counters into a copy of an assembly: at the start of each basic block it adds what the block is about to execute.</summary>
/// <remarks>
/// The counters are one array of the assembly, three for each method. A block that throws in its middle is counted whole. What .NET does in the place of nanoFramework's own
/// assemblies has no counters: on a board that is the runtime's work, and here it is one call.
/// </remarks>
public static class CounterWeaver
{
    internal const string TypeName = "<Counters>";
    internal const string FieldName = "Values";
    internal const int PerMethod = 3;

    /// <summary>Reads one assembly and writes another.</summary>
    /// <param name="input">A woven assembly.</param>
    /// <param name="output">Where the copy goes, without symbols.</param>
    /// <returns>The names of its methods, in the order of their counters.</returns>
    public static IReadOnlyList<string> Weave(string input, string output)
    {
        // Read at once: the copy may go to where the input lies.
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(new MemoryStream(File.ReadAllBytes(input)));
        ModuleDefinition module = assembly.MainModule;
        MethodDefinition[] methods = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).ToArray();
        FieldDefinition counters = AddCounters(module, methods.Length * PerMethod);
        for (int i = 0; i < methods.Length; i++)
        {
            Count(methods[i].Body, counters, i * PerMethod);
        }

        assembly.Write(output);
        return methods.Select(NameOf).ToArray();
    }

    /// <summary>A class whose static constructor makes the array, so that any code of the assembly may run first.</summary>
    private static FieldDefinition AddCounters(ModuleDefinition module, int count)
    {
        const TypeAttributes StaticClass = TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;
        const MethodAttributes StaticConstructor = MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        TypeDefinition type = new(string.Empty, TypeName, StaticClass, module.TypeSystem.Object);
        FieldDefinition field = new(FieldName, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(module.TypeSystem.Int64));
        MethodDefinition constructor = new(".cctor", StaticConstructor, module.TypeSystem.Void);
        ILProcessor processor = constructor.Body.GetILProcessor();
        processor.Emit(OpCodes.Ldc_I4, count);
        processor.Emit(OpCodes.Newarr, module.TypeSystem.Int64);
        processor.Emit(OpCodes.Stsfld, field);
        processor.Emit(OpCodes.Ret);
        type.Fields.Add(field);
        type.Methods.Add(constructor);
        module.Types.Add(type);
        return field;
    }

    /// <summary>The counters of a method lie one after the other from <paramref name="first"/> on: opcodes, calls, objects.</summary>
    private static void Count(MethodBody body, FieldDefinition counters, int first)
    {
        // The jumps over what is added may be long.
        body.SimplifyMacros();
        Instruction[] instructions = [.. body.Instructions];
        HashSet<Instruction> leaders = LeadersOf(body);
        Dictionary<Instruction, Instruction> moved = [];
        ILProcessor processor = body.GetILProcessor();
        for (int start = 0; start < instructions.Length;)
        {
            int end = start + 1;
            while (end < instructions.Length && !leaders.Contains(instructions[end]))
            {
                end++;
            }

            Instruction[] block = instructions[start..end];
            int[] sums = [block.Length, block.Count(IsCall), block.Count(IsAllocation)];
            foreach (Instruction added in Enumerable.Range(0, PerMethod).Where(kind => sums[kind] > 0).SelectMany(kind => Add(counters, first + kind, sums[kind])))
            {
                processor.InsertBefore(block[0], added);
                moved.TryAdd(block[0], added);
            }

            start = end;
        }

        Redirect(body, instructions, moved);
        body.OptimizeMacros();
    }

    private static Instruction[] Add(FieldDefinition counters, int place, int count) =>
    [
        Instruction.Create(OpCodes.Ldsfld, counters),
        Instruction.Create(OpCodes.Ldc_I4, place),
        Instruction.Create(OpCodes.Ldelema, ((ArrayType)counters.FieldType).ElementType),
        Instruction.Create(OpCodes.Dup),
        Instruction.Create(OpCodes.Ldind_I8),
        Instruction.Create(OpCodes.Ldc_I8, (long)count),
        Instruction.Create(OpCodes.Add),
        Instruction.Create(OpCodes.Stind_I8),
    ];

    /// <summary>Whatever led to the start of a block leads to its counters now.</summary>
    private static void Redirect(MethodBody body, Instruction[] instructions, Dictionary<Instruction, Instruction> moved)
    {
        foreach (Instruction instruction in instructions)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => moved[target],
                Instruction[] targets => targets.Select(target => moved[target]).ToArray(),
                object other => other,
                null => null,
            };
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = moved[handler.TryStart];
            handler.TryEnd = moved[handler.TryEnd];
            handler.HandlerStart = moved[handler.HandlerStart];
            handler.HandlerEnd = handler.HandlerEnd == null ? null : moved[handler.HandlerEnd];
            handler.FilterStart = handler.FilterStart == null ? null : moved[handler.FilterStart];
        }
    }

    private static HashSet<Instruction> LeadersOf(MethodBody body)
    {
        HashSet<Instruction> leaders = [];
        foreach (Instruction instruction in body.Instructions)
        {
            leaders.UnionWith(instruction.Operand as Instruction[] ?? (instruction.Operand is Instruction target ? [target] : []));
            if (EndsBlock(instruction) && instruction.Next != null)
            {
                leaders.Add(instruction.Next);
            }
        }

        leaders.UnionWith(body.ExceptionHandlers
            .SelectMany(handler => new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart })
            .Where(instruction => instruction != null));
        return leaders;
    }

    private static bool EndsBlock(Instruction instruction) =>
        instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;

    private static bool IsCall(Instruction instruction) => instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj;

    private static bool IsAllocation(Instruction instruction) => instruction.OpCode.Code is Code.Newobj or Code.Newarr or Code.Box;

    private static string NameOf(MethodDefinition method) => method.DeclaringType.FullName.Replace('/', '.') + "." + method.Name;
}
