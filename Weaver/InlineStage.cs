using System.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Puts the bodies of trivial methods of the same assembly (a property's getter, a method that only passes on) in place of their calls. On
/// nanoFramework's interpreter a call costs as much as five accesses to a field. Optimised builds only: the debugger steps into calls.
/// </summary>
/// <remarks>
/// Trivial is: no branches, no locals, and the parameters are loaded first, each once and in order. Then the arguments lie on the stack just as the
/// body wants them, and the rest of the body can follow. The constructor of a base class may use them as it likes if they are simple: it is called for each object, and the interpreter,
/// which has an eye for short methods, never spares the call of a constructor.
/// </remarks>
internal static class InlineStage
{
    private const int MaxBodyLength = 8;
    private const int Passes = 3;

    public static void Apply(ModuleDefinition module)
    {
        bool isOptimised = IsOptimised(module.Assembly);
        MarkedInlineStage.Apply(module, isOptimised);
        if (!isOptimised)
        {
            return;
        }

        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (MethodDefinition method in MethodsWithBody.Of(module))
            {
                if (method.Body.Instructions.Any(instruction => IsConstructorOfObject(instruction) || IsBaseConstructor(instruction, method) || BodyOf(instruction, method) != null))
                {
                    InlineInto(method);
                }
            }
        }
    }

    /// <summary>Lets all of the assembly see a type.</summary>
    public static void Widen(TypeDefinition? type)
    {
        for (; type is { IsNested: true }; type = type.DeclaringType)
        {
            if (type.IsNestedPrivate || type.IsNestedFamily)
            {
                type.Attributes = (type.Attributes & ~TypeAttributes.VisibilityMask)
                    | (type.IsNestedPrivate ? TypeAttributes.NestedAssembly : TypeAttributes.NestedFamORAssem);
            }
        }
    }

    /// <summary>Members that the body may touch and its new place may not become visible in the assembly.</summary>
    public static void Widen(Instruction[] body, MethodDefinition caller)
    {
        foreach (Instruction instruction in body)
        {
            Widen(((instruction.Operand as MemberReference)?.DeclaringType ?? instruction.Operand as TypeReference) as TypeDefinition);
            switch (instruction.Operand)
            {
                case FieldDefinition field when field.DeclaringType != caller.DeclaringType && (field.IsPrivate || field.IsFamily):
                    field.Attributes = (field.Attributes & ~FieldAttributes.FieldAccessMask)
                        | (field.IsPrivate ? FieldAttributes.Assembly : FieldAttributes.FamORAssem);
                    break;
                case MethodDefinition method when method.DeclaringType != caller.DeclaringType && (method.IsPrivate || method.IsFamily) && !method.IsVirtual:
                    method.Attributes = (method.Attributes & ~MethodAttributes.MemberAccessMask)
                        | (method.IsPrivate ? MethodAttributes.Assembly : MethodAttributes.FamORAssem);
                    break;
            }
        }
    }

    private static bool IsOptimised(AssemblyDefinition assembly)
    {
        CustomAttribute? attribute = assembly.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == nameof(DebuggableAttribute));
        return attribute == null
            || ((DebuggableAttribute.DebuggingModes)Convert.ToInt32(attribute.ConstructorArguments[0].Value) & DebuggableAttribute.DebuggingModes.DisableOptimizations) == 0;
    }

    private static void InlineInto(MethodDefinition method)
    {
        BodyEditor editor = new(method);
        foreach (Instruction call in editor.Instructions.ToList())
        {
            if (IsConstructorOfObject(call))
            {
                editor.Drop(editor.Before(call), call);
                continue;
            }

            Instruction[]? body = BodyOf(call, method) ?? (IsBaseConstructor(call, method) ? TakeArguments(editor, call) : null);
            if (body == null)
            {
                continue;
            }

            if (body.Length == 0)
            {
                editor.Drop(call);
                continue;
            }

            Widen(body, method);
            BodyEditor.Replace(call, body[0].OpCode, body[0].Operand);
            Instruction last = call;
            foreach (Instruction instruction in body.Skip(1))
            {
                last = editor.InsertAfter(last, instruction.OpCode, instruction.Operand);
            }
        }

        editor.Finish();
    }

    /// <summary>What stands in the called method between its parameters and its return, if it is trivial.</summary>
    private static Instruction[]? BodyOf(Instruction call, MethodDefinition caller)
    {
        if (call.OpCode.Code is not (Code.Call or Code.Callvirt) || call.Operand is not MethodReference reference)
        {
            return null;
        }

        if (reference is not MethodDefinition { HasBody: true, IsVirtual: false } method || method == caller
            || method.Body.HasVariables || method.Body.HasExceptionHandlers || method.Body.Instructions.Count > MaxBodyLength
            || (method.ImplAttributes & (MethodImplAttributes.NoInlining | MethodImplAttributes.Synchronized)) != 0)
        {
            return null;
        }

        int parameters = method.Parameters.Count + (method.HasThis ? 1 : 0);
        Instruction[] body = method.Body.Instructions.Where(instruction => instruction.OpCode != OpCodes.Nop).ToArray();
        if (body.Length <= parameters || body[^1].OpCode != OpCodes.Ret)
        {
            return null;
        }

        for (int i = 0; i < parameters; i++)
        {
            if (ArgumentIndex(body[i]) != i)
            {
                return null;
            }
        }

        Instruction[] rest = body[parameters..^1];
        return rest.All(i => ArgumentIndex(i) < 0 && IsPlain(i) && (method.DeclaringType == caller.DeclaringType || CanBeReached(i))) ? rest : null;
    }

    /// <summary><c>ldarg.0; call object..ctor</c>: it does nothing.</summary>
    private static bool IsConstructorOfObject(Instruction call) =>
        call.OpCode == OpCodes.Call && call.Operand is MethodReference { Name: ".ctor", DeclaringType.MetadataType: MetadataType.Object };

    /// <summary>The call of the constructor of a base class of the same assembly, if that is short and straight.</summary>
    private static bool IsBaseConstructor(Instruction call, MethodDefinition caller) =>
        call.OpCode == OpCodes.Call && caller.IsConstructor && call.Operand is MethodDefinition { IsConstructor: true, HasBody: true } constructor
        && constructor.DeclaringType == caller.DeclaringType.BaseType
        && !constructor.Body.HasVariables && !constructor.Body.HasExceptionHandlers && constructor.Body.Instructions.Count <= MaxBodyLength
        && constructor.Body.Instructions[^1].OpCode == OpCodes.Ret && constructor.Body.Instructions.SkipLast(1).All(i => IsPlain(i) && CanBeReached(i));

    /// <summary>Takes the loads of the arguments away, and puts them where the called method loads its parameters.</summary>
    /// <returns>Its body without the return; null if an argument is more than a load.</returns>
    private static Instruction[]? TakeArguments(BodyEditor editor, Instruction call)
    {
        MethodDefinition method = (MethodDefinition)call.Operand;
        Instruction[] arguments = new Instruction[method.Parameters.Count + 1];
        Instruction first = call;
        for (int i = arguments.Length - 1; i >= 0; i--)
        {
            first = arguments[i] = editor.Before(first);
            if (first.OpCode.Code is not (Code.Ldarg or Code.Ldloc or Code.Ldc_I4 or Code.Ldnull))
            {
                return null;
            }
        }

        if (editor.HasJumpsBetween(first, call))
        {
            return null;
        }

        Instruction[] body = method.Body.Instructions.SkipLast(1)
            .Select(i => ArgumentIndex(i) is >= 0 and int index ? Copy(arguments[index]) : i)
            .ToArray();
        editor.Drop(arguments);
        return body;
    }

    private static Instruction Copy(Instruction load)
    {
        Instruction copy = Instruction.Create(OpCodes.Nop);
        BodyEditor.Replace(copy, load.OpCode, load.Operand);
        return copy;
    }

    private static int ArgumentIndex(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldarg_0 => 0,
        Code.Ldarg_1 => 1,
        Code.Ldarg_2 => 2,
        Code.Ldarg_3 => 3,
        Code.Ldarg or Code.Ldarg_S => ((ParameterDefinition)instruction.Operand).Sequence,
        _ => -1,
    };

    private static bool IsPlain(Instruction instruction) =>
        instruction.OpCode.FlowControl is FlowControl.Next or FlowControl.Call
        && instruction.OpCode.Code is not (Code.Starg or Code.Starg_S or Code.Ldarga or Code.Ldarga_S);

    /// <summary>
    /// False if another class may not touch it, and <see cref="Widen"/> cannot change that: it is protected in another assembly, or an
    /// override would have to be widened too.
    /// </summary>
    private static bool CanBeReached(Instruction instruction) => instruction.Operand switch
    {
        MethodDefinition method => !method.IsVirtual || method.IsPublic || method.IsAssembly || method.IsFamilyOrAssembly,
        FieldDefinition => true,
        MethodReference method => method.Resolve() is { } definition && (definition.IsPublic || definition.IsAssembly),
        FieldReference field => field.Resolve() is { } definition && (definition.IsPublic || definition.IsAssembly),
        _ => true,
    };
}
