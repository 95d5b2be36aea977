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
            Instruction[] rethrows = Blocks.OwnRethrows(method.Body, handler);
            if (rethrows.Length > 0 && MayCatch(method.Body, handler))
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

    /// <summary>Another exception may be caught meanwhile: by what is called, or here.</summary>
    private static bool MayCatch(MethodBody body, ExceptionHandler handler) => Blocks.OfHandler(handler).Any(instruction =>
        instruction.OpCode.FlowControl == FlowControl.Call || body.ExceptionHandlers.Any(inner => inner.TryStart == instruction));
}
