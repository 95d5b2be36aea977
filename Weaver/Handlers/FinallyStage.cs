using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Makes a <c>finally</c> block ordinary code behind a <c>catch</c> that keeps the exception and throws it afterwards. In nanoFramework's interpreter a
/// real one must not call anything that throws and catches: the exception under way is lost, and with it the place to go on at.
/// </summary>
/// <remarks>
/// <code>
///   try { ... leave X }              try { ... exit = 1; leave END }
///   finally { cleanup }      ──>     catch (Exception) { caught = it; exit = 0; leave END }
///                                    END: cleanup; if (exit == 1) go to X; throw caught
/// </code>
/// Blocks that call nothing and catch nothing, and those of <c>lock</c>, stay as they are.
/// </remarks>
internal sealed class FinallyStage
{
    private const int Thrown = 0;

    private readonly MethodBody body;
    private readonly BodyEditor editor;

    private FinallyStage(MethodDefinition method)
    {
        body = method.Body;
        editor = new BodyEditor(method);
    }

    public static void Apply(ModuleDefinition module)
    {
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            if (method.Body.ExceptionHandlers.Any(handler => MayCatch(method.Body, handler)))
            {
                new FinallyStage(method).RewriteAll();
            }
        }
    }

    private static bool MayCatch(MethodBody body, ExceptionHandler handler) =>
        handler.HandlerType == ExceptionHandlerType.Finally
        && Blocks.OfHandler(handler).Any(instruction =>
            (instruction.OpCode.FlowControl == FlowControl.Call
                && instruction.Operand is not MethodReference { Name: "Exit", DeclaringType.FullName: "System.Threading.Monitor" })
            || body.ExceptionHandlers.Any(inner => inner.TryStart == instruction));

    /// <summary>The inner ones come first in the table; where they leave an outer block, that one sees it.</summary>
    private void RewriteAll()
    {
        foreach (ExceptionHandler handler in body.ExceptionHandlers.Where(handler => MayCatch(body, handler)).ToList())
        {
            Rewrite(handler);
        }

        editor.Finish();
    }

    private void Rewrite(ExceptionHandler handler)
    {
        ModuleDefinition module = body.Method.Module;
        TypeReference exception = new("System", "Exception", module, module.TypeSystem.CoreLibrary);
        VariableDefinition exit = new(module.TypeSystem.Int32);
        VariableDefinition caught = new(exception);
        body.Variables.Add(exit);
        body.Variables.Add(caught);

        Instruction cleanup = handler.HandlerStart;
        List<Instruction> targets = NoteExits(handler, cleanup, exit);
        GoOn(handler, cleanup, targets, exit, caught);
        Instruction keep = editor.InsertBefore(cleanup, OpCodes.Stloc, caught);
        Instruction noteThrown = editor.InsertAfter(keep, OpCodes.Ldc_I4, Thrown);
        editor.InsertAfter(editor.InsertAfter(noteThrown, OpCodes.Stloc, exit), OpCodes.Leave, cleanup);
        Blocks.MoveEnds(body, cleanup, keep);
        handler.HandlerType = ExceptionHandlerType.Catch;
        handler.CatchType = exception;
        handler.HandlerStart = keep;
        handler.HandlerEnd = cleanup;
    }

    /// <summary>Lets all ways out of the block lead to the cleanup, each with a number of its own.</summary>
    /// <returns>Where they led.</returns>
    private List<Instruction> NoteExits(ExceptionHandler handler, Instruction cleanup, VariableDefinition exit)
    {
        HashSet<Instruction> block = [.. Blocks.Range(handler.TryStart, handler.TryEnd)];
        List<Instruction> targets = [];
        foreach (Instruction leave in block.Where(i => i.OpCode == OpCodes.Leave && !block.Contains((Instruction)i.Operand)).ToList())
        {
            Instruction target = (Instruction)leave.Operand;
            if (!targets.Contains(target))
            {
                targets.Add(target);
            }

            BodyEditor.Replace(leave, OpCodes.Ldc_I4, targets.IndexOf(target) + 1);
            editor.InsertAfter(editor.InsertAfter(leave, OpCodes.Stloc, exit), OpCodes.Leave, cleanup);
        }

        return targets;
    }

    /// <summary>Writes what comes after the cleanup.</summary>
    private void GoOn(
        ExceptionHandler handler, Instruction cleanup, List<Instruction> targets, VariableDefinition exit, VariableDefinition caught)
    {
        Instruction[] block = Blocks.Range(cleanup, handler.HandlerEnd).ToArray();
        Instruction after = editor.InsertAfter(block[^1], OpCodes.Ldloc, caught);
        editor.InsertAfter(after, OpCodes.Throw);
        for (int i = targets.Count; i > 0; i--)
        {
            Instruction next = after;
            after = editor.InsertBefore(next, OpCodes.Ldloc, exit);
            editor.InsertBefore(next, OpCodes.Ldc_I4, i);
            editor.InsertBefore(next, OpCodes.Bne_Un, next);
            editor.InsertBefore(next, Blocks.MustLeave(body, handler, cleanup, targets[i - 1]) ? OpCodes.Leave : OpCodes.Br, targets[i - 1]);
        }

        HashSet<Instruction> inner = [.. body.ExceptionHandlers.Where(other => other != handler && block.Contains(other.HandlerStart))
            .SelectMany(other => Blocks.OfHandler(other))];
        foreach (Instruction end in block.Where(i => i.OpCode == OpCodes.Endfinally && !inner.Contains(i)))
        {
            BodyEditor.Replace(end, OpCodes.Br, after);
        }
    }
}
