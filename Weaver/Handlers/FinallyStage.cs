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
/// Blocks that call nothing and catch nothing, and those of <c>lock</c>, stay as they are. A <c>TimeoutScope</c> that is disposed of here is told the exception,
/// of which it may have been the cause: <c>scope.Dispose()</c> becomes <c>scope.Leave(exit == 0 ? caught : null)</c>.
/// </remarks>
internal sealed class FinallyStage
{
    private const int Thrown = 0;

    private readonly AsyncCoreMembers? runtime;
    private readonly MethodBody body;
    private readonly BodyEditor editor;

    private FinallyStage(MethodDefinition method, AsyncCoreMembers? runtime)
    {
        this.runtime = runtime;
        body = method.Body;
        editor = new BodyEditor(method);
    }

    public static void Apply(ModuleDefinition module, AsyncCoreMembers? runtime)
    {
        foreach (MethodDefinition method in MethodsWithBody.Of(module))
        {
            if (method.Body.ExceptionHandlers.Any(handler => MayCatch(method.Body, handler)))
            {
                new FinallyStage(method, runtime).RewriteAll();
            }
        }
    }

    private static bool MayCatch(MethodBody body, ExceptionHandler handler) =>
        handler.HandlerType == ExceptionHandlerType.Finally
        && Blocks.MayCatch(body, handler, isHarmless: call => call.Operand is MethodReference { Name: "Exit", DeclaringType.FullName: "System.Threading.Monitor" });

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
        if (runtime != null)
        {
            TellScopes(runtime, handler, exit, caught);
        }

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

    /// <summary>Hands the exception, if there is one, to each timeout scope that is left here.</summary>
    private void TellScopes(AsyncCoreMembers runtime, ExceptionHandler handler, VariableDefinition exit, VariableDefinition caught)
    {
        foreach (Instruction call in Blocks.OfHandler(handler).Where(DisposesOfScope).ToList())
        {
            // The call's own instruction comes first, for "scope?.Dispose()" jumps to it.
            BodyEditor.Replace(call, OpCodes.Ldloc, exit);
            Instruction leave = editor.InsertAfter(call, OpCodes.Callvirt, runtime.LeaveScope);
            Instruction none = editor.InsertBefore(leave, OpCodes.Ldnull);
            editor.InsertBefore(none, OpCodes.Brtrue, none);
            editor.InsertBefore(none, OpCodes.Ldloc, caught);
            editor.InsertBefore(none, OpCodes.Br, leave);
        }
    }

    private bool DisposesOfScope(Instruction call) =>
        call.Operand is MethodReference { Name: "Dispose", HasParameters: false } dispose
        && (AsyncCoreMembers.IsTimeoutScope(dispose.DeclaringType)
            || (dispose.DeclaringType.FullName == "System.IDisposable" && TypeOnStack(editor.Before(call)) is { } type && AsyncCoreMembers.IsTimeoutScope(type)));

    /// <summary>The static type of what an instruction loads; null if it loads nothing.</summary>
    private static TypeReference? TypeOnStack(Instruction load) => load.Operand switch
    {
        VariableDefinition variable => variable.VariableType,
        ParameterDefinition parameter => parameter.ParameterType,
        FieldReference field => field.FieldType,
        MethodReference method => method.ReturnType,
        _ => null,
    };

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
        Instruction[] ends = Blocks.OwnOf(body, handler, OpCodes.Endfinally);
        Instruction after = editor.InsertAfter(Blocks.OfHandler(handler).Last(), OpCodes.Ldloc, caught);
        editor.InsertAfter(after, OpCodes.Throw);
        for (int i = targets.Count; i > 0; i--)
        {
            Instruction next = after;
            after = editor.InsertBefore(next, OpCodes.Ldloc, exit);
            editor.InsertBefore(next, OpCodes.Ldc_I4, i);
            editor.InsertBefore(next, OpCodes.Bne_Un, next);
            editor.InsertBefore(next, Blocks.MustLeave(body, handler, cleanup, targets[i - 1]) ? OpCodes.Leave : OpCodes.Br, targets[i - 1]);
        }

        foreach (Instruction end in ends)
        {
            BodyEditor.Replace(end, OpCodes.Br, after);
        }
    }
}
