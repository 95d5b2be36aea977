using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>Replaces compile-time types by what is left of them in every signature: fields, parameters, locals, members referred to.</summary>
internal static class ErasureStage
{
    public static void Apply(ModuleDefinition module, AsyncCoreMembers runtime, List<Refusal> refusals)
    {
        foreach (TypeDefinition type in module.GetTypes())
        {
            if (AsyncCoreMembers.IsCompileTimeOnly(type))
            {
                continue;
            }

            if (type.BaseType != null)
            {
                type.BaseType = runtime.Erase(type.BaseType);
            }

            foreach (FieldDefinition field in type.Fields)
            {
                field.FieldType = runtime.Erase(field.FieldType);
            }

            foreach (PropertyDefinition property in type.Properties)
            {
                property.PropertyType = runtime.Erase(property.PropertyType);
            }

            foreach (EventDefinition @event in type.Events)
            {
                @event.EventType = runtime.Erase(@event.EventType);
            }

            foreach (MethodDefinition method in type.Methods)
            {
                Erase(method, runtime, refusals);
            }
        }
    }

    private static void Erase(MethodDefinition method, AsyncCoreMembers runtime, List<Refusal> refusals)
    {
        EraseSignature(method, runtime);
        foreach (MethodReference overridden in method.Overrides)
        {
            EraseSignature(overridden, runtime);
        }

        if (!method.HasBody)
        {
            return;
        }

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            variable.VariableType = runtime.Erase(variable.VariableType);
        }

        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers.Where(handler => handler.CatchType != null))
        {
            handler.CatchType = runtime.Erase(handler.CatchType);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case MethodReference called when called is not MethodDefinition and not GenericInstanceMethod:
                    called.DeclaringType = runtime.Erase(called.DeclaringType);
                    EraseSignature(called, runtime);
                    break;
                case FieldReference field when field is not FieldDefinition:
                    field.DeclaringType = runtime.Erase(field.DeclaringType);
                    field.FieldType = runtime.Erase(field.FieldType);
                    break;
                case TypeReference type:
                    TypeReference erased = runtime.Erase(type);
                    if (instruction.OpCode == OpCodes.Isinst && erased != type)
                    {
                        refusals.Add(CannotTell(method, instruction, type, erased));
                    }

                    instruction.Operand = erased;
                    break;
            }
        }
    }

    /// <summary>A cast may trust the user; a test must give the right answer.</summary>
    private static Refusal CannotTell(MethodDefinition method, Instruction instruction, TypeReference type, TypeReference erased) => Refusal.At(
        method,
        instruction,
        "AC0017",
        $"{DisplayNames.Subject(method)} tests for '{DisplayNames.Of(type)}', which on the board is '{DisplayNames.Of(erased)}' whatever it returns. Test for '{DisplayNames.Of(erased)}'; then cast.");

    private static void EraseSignature(MethodReference method, AsyncCoreMembers runtime)
    {
        method.ReturnType = runtime.Erase(method.ReturnType);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            parameter.ParameterType = runtime.Erase(parameter.ParameterType);
        }
    }
}
