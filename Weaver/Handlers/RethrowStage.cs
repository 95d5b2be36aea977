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
        foreach (MethodDefinition method in MethodsWithBody.Of(module))
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
            Instruction[] rethrows = Blocks.OwnOf(method.Body, handler, OpCodes.Rethrow);
            if (rethrows.Length > 0 && Blocks.MayCatch(method.Body, handler, isHarmless: _ => false))
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
}
