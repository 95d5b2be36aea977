using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Makes <c>throw;</c> throw the exception that was caught. nanoFramework's runtime has forgotten which one that was if another was thrown and caught
/// within the same handler meanwhile, and throws a plain System.Exception instead: a cancellation would not be one any more.
/// </summary>
internal static class RethrowStage
{
    public static void Apply(ModuleDefinition module)
    {
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            if (method.Body.Instructions.Any(instruction => instruction.OpCode == OpCodes.Rethrow))
            {
                KeepExceptions(method);
            }
        }
    }

    private static void KeepExceptions(MethodDefinition method)
    {
        BodyEditor editor = new(method);
        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            Instruction[] rethrows = OwnRethrows(method.Body, handler);
            if (rethrows.Length > 0 && Instructions(handler).Any(instruction => instruction.OpCode.FlowControl == FlowControl.Call))
            {
                VariableDefinition caught = new(handler.CatchType ?? method.Module.TypeSystem.Object);
                method.Body.Variables.Add(caught);
                editor.InsertAtHandler(handler, OpCodes.Dup, OpCodes.Stloc, caught);
                foreach (Instruction rethrow in rethrows)
                {
                    BodyEditor.Replace(rethrow, OpCodes.Ldloc, caught);
                    editor.InsertAfter(rethrow, OpCodes.Throw);
                }
            }
        }

        editor.Finish();
    }

    /// <summary>Those that stand in this handler, and not in one within it.</summary>
    private static Instruction[] OwnRethrows(MethodBody body, ExceptionHandler handler)
    {
        HashSet<Instruction> own = [.. Instructions(handler)];
        foreach (ExceptionHandler inner in body.ExceptionHandlers.Where(other => other != handler && own.Contains(other.HandlerStart)))
        {
            own.ExceptWith(Instructions(inner));
        }

        return own.Where(instruction => instruction.OpCode == OpCodes.Rethrow).ToArray();
    }

    private static IEnumerable<Instruction> Instructions(ExceptionHandler handler)
    {
        for (Instruction instruction = handler.HandlerStart; instruction != handler.HandlerEnd; instruction = instruction.Next)
        {
            yield return instruction;
        }
    }
}
