using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Lets an async method start the one that it awaits by itself, where call and await stand together and it is known which method that is: <c>await Read(3)</c>. Only if that one has to wait do
/// both return to the loop. The way over the loop and back would cost twice as much as all the rest of such an await.
/// </summary>
/// <remarks>
/// <code>
///   callee = Read(3);
///   callee.Caller = this;
///   Trampoline.Running.Innermost = callee;
///   awaited = callee.MoveNext();
///   if (callee.State != Finished)
///   {
///       State = n;              // as ever
///       return awaited;
///       case n:
///       State = -1;
///       if (Trampoline.Fault != null) Trampoline.Throw();
///   }
///   Trampoline.Running.Innermost = this;
///   ... Trampoline.Int32Result
/// </code>
/// <para>
/// Not within a <c>try</c>, where the exception would come while the loop takes the callee for the running one; nor in a ring of methods that call each other, nor more than a few levels deep: so the stack stays
/// as short as the code, however deep coroutines await each other.
/// </para>
/// </remarks>
internal sealed class DirectStart
{
    private const int MaxDepth = 4;
    private const int BeingSearched = -1;

    private readonly AsyncCoreMembers runtime;
    private readonly Dictionary<MethodDefinition, StateMachine> machines;
    private readonly Dictionary<StateMachine, int> depths = [];

    private DirectStart(IEnumerable<StateMachine> machines, AsyncCoreMembers runtime)
    {
        this.runtime = runtime;
        this.machines = machines.ToDictionary(machine => machine.Kickoff);
    }

    /// <summary>Rewrites the awaits of all methods in optimised builds.</summary>
    public static void Apply(IEnumerable<StateMachine> machines, AsyncCoreMembers runtime)
    {
        DirectStart stage = new(machines.Where(machine => machine.IsOptimised), runtime);
        foreach (StateMachine machine in stage.machines.Values)
        {
            stage.DepthOf(machine);
        }
    }

    /// <summary>How many levels start each other from a method on, which is rewritten first.</summary>
    private int DepthOf(StateMachine machine)
    {
        if (depths.TryGetValue(machine, out int known))
        {
            return known;
        }

        depths[machine] = BeingSearched;
        int depth = 0;
        BodyEditor editor = new(machine.MoveNext);
        Locals? locals = null;
        foreach (Instruction call in editor.Instructions.ToList())
        {
            if (Callee(call) is not { } callee || !machine.StartsDirectly || FindAwait(machine, editor, call) is not { } await)
            {
                continue;
            }

            int below = DepthOf(callee);
            if (below is BeingSearched or MaxDepth)
            {
                continue;
            }

            depth = Math.Max(depth, below + 1);
            locals ??= new Locals(machine.MoveNext.Body, runtime);
            Rewrite(machine, callee, editor, await, locals);
        }

        editor.Finish();
        depths[machine] = depth;
        return depth;
    }

    private StateMachine? Callee(Instruction call) =>
        call.OpCode.Code is Code.Call or Code.Callvirt && call.Operand is MethodDefinition { IsVirtual: false } method ? machines.GetValueOrDefault(method) : null;

    /// <summary>The instructions of an await that has the usual form, and is not protected by a handler.</summary>
    private Await? FindAwait(StateMachine machine, BodyEditor editor, Instruction call)
    {
        Instruction? store = call.Next;
        if (!IsStoreOfState(store) || store.Next.Next.Next is not { OpCode.Code: Code.Ret } ret || editor.HasJumpsBetween(call, ret) || IsProtected(machine.MoveNext.Body, call))
        {
            return null;
        }

        Instruction? resume = ret.Next is { OpCode.Code: Code.Br } bound ? bound.Next : ret.Next;
        if (!IsStoreOfState(resume))
        {
            return null;
        }

        Instruction end = resume.Next.Next.Next;
        bool isKnown = end.Operand == runtime.TakeInt32 || end.Operand == runtime.TakeResult
            || (end.Operand == runtime.Fault && end.Next.OpCode.Code is Code.Brfalse && end.Next.Next.Operand == runtime.Throw);
        return isKnown ? new Await(store, end) : null;
    }

    private bool IsStoreOfState(Instruction? first) =>
        first is { OpCode.Code: Code.Ldarg, Next: { OpCode.Code: Code.Ldc_I4, Next: { OpCode.Code: Code.Stfld } store } } && store.Operand == runtime.State;

    private static bool IsProtected(MethodBody body, Instruction instruction) =>
        body.ExceptionHandlers.Any(handler => Blocks.Range(handler.TryStart, handler.TryEnd).Contains(instruction));

    private void Rewrite(StateMachine machine, StateMachine callee, BodyEditor editor, Await await, Locals locals)
    {
        callee.BecomeVisible();
        ParameterDefinition self = machine.MoveNext.Body.ThisParameter;

        // The end first: it is where a callee that has ended at once goes on.
        Instruction ended = EndAwait(editor, await.End, self);

        editor.InsertBefore(await.Store, OpCodes.Dup);
        editor.InsertBefore(await.Store, OpCodes.Stloc, locals.Callee);
        editor.InsertBefore(await.Store, OpCodes.Ldarg, self);
        editor.InsertBefore(await.Store, OpCodes.Stfld, runtime.Caller);
        editor.InsertBefore(await.Store, OpCodes.Ldsfld, runtime.Running);
        editor.InsertBefore(await.Store, OpCodes.Ldloc, locals.Callee);
        editor.InsertBefore(await.Store, OpCodes.Stfld, runtime.Innermost);
        editor.InsertBefore(await.Store, OpCodes.Ldloc, locals.Callee);
        editor.InsertBefore(await.Store, OpCodes.Call, callee.MoveNext);
        editor.InsertBefore(await.Store, OpCodes.Stloc, locals.Awaited);
        editor.InsertBefore(await.Store, OpCodes.Ldloc, locals.Callee);
        editor.InsertBefore(await.Store, OpCodes.Ldfld, runtime.State);
        editor.InsertBefore(await.Store, OpCodes.Ldc_I4, AsyncCoreMembers.Finished);
        editor.InsertBefore(await.Store, OpCodes.Beq, ended);
        editor.InsertBefore(await.Store, OpCodes.Ldloc, locals.Awaited);
    }

    /// <summary>What has ended without a fault needs no look at what it may have left: it is known where its result stands.</summary>
    /// <returns>Where to go on if nothing had to be awaited.</returns>
    private Instruction EndAwait(BodyEditor editor, Instruction end, ParameterDefinition self)
    {
        object taken = end.Operand;
        bool hasTest = taken == runtime.Fault;
        Instruction branch = hasTest ? end.Next : editor.InsertAfter(end, OpCodes.Brfalse, end);
        Instruction thrown = hasTest ? branch.Next : editor.InsertAfter(branch, OpCodes.Call, runtime.Throw);
        Instruction ended = editor.InsertAfter(thrown, OpCodes.Ldsfld, runtime.Running);
        Instruction last = editor.InsertAfter(ended, OpCodes.Ldarg, self);
        last = editor.InsertAfter(last, OpCodes.Stfld, runtime.Innermost);
        BodyEditor.Replace(end, OpCodes.Ldsfld, runtime.Fault);
        branch.Operand = ended;
        if (taken == runtime.TakeInt32 && last.Next.OpCode == OpCodes.Pop)
        {
            // Nobody wants it.
            editor.Drop(last.Next);
        }
        else if (taken == runtime.TakeInt32)
        {
            editor.InsertAfter(last, OpCodes.Ldsfld, runtime.Int32Result);
        }
        else if (taken == runtime.TakeResult)
        {
            last = editor.InsertAfter(last, OpCodes.Ldsfld, runtime.Result);
            last = editor.InsertAfter(last, OpCodes.Ldnull);
            editor.InsertAfter(last, OpCodes.Stsfld, runtime.Result);
        }

        return ended;
    }

    /// <summary>The parts of an await.</summary>
    /// <param name="Store">Begins to note where to go on.</param>
    /// <param name="End">Takes the result.</param>
    private sealed record Await(Instruction Store, Instruction End);

    /// <summary>What all direct starts of a method share.</summary>
    private sealed class Locals
    {
        public Locals(MethodBody body, AsyncCoreMembers runtime)
        {
            Callee = new VariableDefinition(runtime.Coroutine);
            Awaited = new VariableDefinition(runtime.Awaitable);
            body.Variables.Add(Callee);
            body.Variables.Add(Awaited);
        }

        public VariableDefinition Callee { get; }

        public VariableDefinition Awaited { get; }
    }
}
