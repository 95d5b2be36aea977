using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Proves that an assembly holds nothing nanoFramework 1.x cannot run. The metadata processor lets most of it pass, and the
/// runtime then crashes at load, so every signature and every instruction is looked at.
/// </summary>
internal static class ProofStage
{
    public static void Apply(ModuleDefinition module, List<Refusal> refusals)
    {
        foreach (TypeDefinition type in module.GetTypes())
        {
            ProveType(type, refusals);
        }
    }

    private static void ProveType(TypeDefinition type, List<Refusal> refusals)
    {
        if (type.HasGenericParameters)
        {
            refusals.Add(Refusal.At(
                type,
                "AC0010",
                $"Type '{Names.Of(type)}' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need."));
            return;
        }

        foreach (FieldDefinition field in type.Fields)
        {
            ProveSignature(field.FieldType, $"Field '{field.Name}'", type.Methods.FirstOrDefault(m => m.HasBody), null, refusals);
        }

        foreach (TypeReference used in type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType).OfType<TypeReference>())
        {
            ProveSignature(used, $"Type '{Names.Of(type)}'", type.Methods.FirstOrDefault(m => m.HasBody), null, refusals);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            ProveMethod(method, refusals);
        }

        foreach (IGrouping<string, MethodDefinition> same in type.Methods.GroupBy(Signature).Where(group => group.Count() > 1))
        {
            refusals.Add(Refusal.At(
                same.Last(),
                null,
                "AC0015",
                $"'{same.Last().Name}' of '{Names.Of(type)}' is the same as another overload on the board, where Coroutine<int> and Coroutine<string> are both Coroutine. Give one of them another name."));
        }
    }

    private static string Signature(MethodDefinition method) =>
        $"{method.ReturnType.FullName} {method.Name}({string.Join(",", method.Parameters.Select(parameter => parameter.ParameterType.FullName))})`{method.GenericParameters.Count}";

    private static void ProveMethod(MethodDefinition method, List<Refusal> refusals)
    {
        if (method.HasGenericParameters)
        {
            refusals.Add(Refusal.At(
                method,
                null,
                "AC0011",
                $"Method '{method.Name}' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the types that you need."));
            return;
        }

        if (method.DeclaringType.IsInterface && method.HasBody && !method.IsStatic)
        {
            refusals.Add(Refusal.At(
                method,
                null,
                "AC0014",
                $"'{method.Name}' is a default implementation in interface '{Names.Of(method.DeclaringType)}'; calling it fails on nanoFramework. Put it into a class."));
        }

        string where = $"Method '{method.Name}'";
        foreach (TypeReference type in method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType))
        {
            ProveSignature(type, where, method, null, refusals);
        }

        if (!method.HasBody)
        {
            return;
        }

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            ProveSignature(variable.VariableType, where, method, null, refusals);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            ProveInstruction(method, instruction, where, refusals);
        }
    }

    private static void ProveInstruction(MethodDefinition method, Instruction instruction, string where, List<Refusal> refusals)
    {
        int before = refusals.Count;
        switch (instruction.Operand)
        {
            case GenericInstanceMethod generic:
                refusals.Add(Refusal.At(
                    method,
                    instruction,
                    "AC0012",
                    $"{where} calls '{generic.Name}<{string.Join(", ", generic.GenericArguments.Select(Names.Of))}>', and nanoFramework 1.x has no generics. Call a method without type parameters."));
                break;
            case MethodReference called:
                ProveSignature(called.DeclaringType, where, method, instruction, refusals);
                break;
            case FieldReference field:
                ProveSignature(field.DeclaringType, where, method, instruction, refusals);
                break;
            case TypeReference type:
                ProveSignature(type, where, method, instruction, refusals);
                break;
        }

        string? trouble = refusals.Count > before ? null : Trouble(instruction.OpCode.Code);
        if (trouble != null)
        {
            refusals.Add(Refusal.At(method, instruction, "AC0013", $"{where} uses {trouble}"));
        }
    }

    private static string? Trouble(Code code) => code switch
    {
        Code.Localloc => "stackalloc, which nanoFramework lacks. Use an array that you keep.",
        Code.Calli => "a function pointer, which nanoFramework lacks. Use a delegate.",
        Code.Cpblk or Code.Initblk or Code.Ckfinite or Code.Jmp or Code.Arglist or Code.Mkrefany or Code.Refanyval or Code.Refanytype =>
            $"the instruction '{code.ToString().ToLowerInvariant()}', which nanoFramework lacks.",
        Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un =>
            "checked arithmetic, which does not throw on nanoFramework. Compare before you compute.",
        _ => null,
    };

    private static void ProveSignature(
        TypeReference type, string where, MethodDefinition? method, Instruction? instruction, List<Refusal> refusals)
    {
        switch (type)
        {
            case GenericInstanceType generic:
                refusals.Add(Refusal.At(
                    method,
                    instruction,
                    "AC0012",
                    $"{where} uses '{Names.Of(generic)}', and nanoFramework 1.x has no generics. {Advice(generic)}"));
                break;
            case ArrayType { Rank: > 1 }:
                refusals.Add(Refusal.At(
                    method,
                    instruction,
                    "AC0016",
                    $"{where} uses the array '{Names.Of(type)}' of several dimensions, which nanoFramework lacks. Use an array of arrays."));
                break;
            case PointerType or FunctionPointerType:
                refusals.Add(Refusal.At(method, instruction, "AC0013", $"{where} uses a pointer, which nanoFramework lacks. Use an array and an index."));
                break;
            case TypeSpecification specification:
                ProveSignature(specification.ElementType, where, method, instruction, refusals);
                break;
        }
    }

    private static string Advice(GenericInstanceType type) => type.ElementType.Name.Split('`')[0] switch
    {
        "Action" or "Func" or "EventHandler" or "Predicate" => "Declare a delegate of your own for it.",
        _ => "Use a class without type parameters.",
    };
}
