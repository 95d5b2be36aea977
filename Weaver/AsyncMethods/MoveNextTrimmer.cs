using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Takes out of an async method what the board can do without: each instruction is interpreted there, and each local is set up at
/// every turn. Of a method that is not optimised only the handler around it all goes.
/// </summary>
/// <remarks>
/// <code>
///   the handler around it all       the loop has one for all coroutines, and needs to know who threw
///   the copy of the state           is read where it is needed: as a rule once
///   "leave", to a place outside     an await returns at once
///   "store, load"                   what is used once stays on the stack
///   i++                             needs no copy of i, where that is a field
/// </code>
/// </remarks>
internal sealed class MoveNextTrimmer
{
    private const int MaxOnStack = 8;

    private readonly StateMachine machine;
    private readonly AsyncCoreMembers runtime;
    private readonly MethodBody body;

    private MoveNextTrimmer(StateMachine machine, AsyncCoreMembers runtime)
    {
        this.machine = machine;
        this.runtime = runtime;
        body = machine.MoveNext.Body;
    }

    public static void Apply(StateMachine machine, AsyncCoreMembers runtime)
    {
        MoveNextTrimmer trimmer = new(machine, runtime);
        trimmer.Edit(trimmer.RemoveOuterHandler);
        if (!machine.IsOptimised)
        {
            return;
        }

        trimmer.Edit(trimmer.ReadStateInPlace);
        trimmer.Edit(trimmer.ReturnAtOnce);
        trimmer.Edit(trimmer.SkipJumpsToTheNext);
        trimmer.Edit(trimmer.KeepOnStack);
        trimmer.Edit(trimmer.CountInPlace);
        trimmer.Edit(trimmer.RemoveUnusedLocals);
        trimmer.Edit(trimmer.BoundStack);
    }

    private void Edit(Action<BodyEditor> step)
    {
        BodyEditor editor = new(machine.MoveNext);
        step(editor);
        editor.Finish();
    }

    /// <summary>The compiler's handler around the whole method; what leaves its block need not leave any other, unless it stands in one.</summary>
    private void RemoveOuterHandler(BodyEditor editor)
    {
        ExceptionHandler outer = body.ExceptionHandlers.Single(IsOuter);
        body.ExceptionHandlers.Remove(outer);
        foreach (Instruction instruction in Blocks.OfHandler(outer))
        {
            editor.Drop(instruction);
        }

        foreach (Instruction leave in editor.Instructions.Where(i => i.OpCode == OpCodes.Leave && !IsProtected(i)))
        {
            leave.OpCode = OpCodes.Br;
        }
    }

    private bool IsOuter(ExceptionHandler handler) =>
        handler == body.ExceptionHandlers[^1]
        && Blocks.OfHandler(handler).Any(instruction => instruction.OpCode == OpCodes.Stsfld && instruction.Operand == runtime.Fault)
        && body.ExceptionHandlers.All(other =>
            other == handler || other.TryStart == handler.TryStart || !Blocks.Range(other.TryStart, other.TryEnd).Contains(handler.TryStart));

    private bool IsProtected(Instruction instruction) => body.ExceptionHandlers.Any(handler =>
        Blocks.Range(handler.TryStart, handler.TryEnd).Concat(Blocks.OfHandler(handler)).Contains(instruction)
        || (handler.FilterStart != null && Blocks.Range(handler.FilterStart, handler.HandlerStart).Contains(instruction)));

    /// <summary>The compiler keeps the state in a local too, and sets both together.</summary>
    private void ReadStateInPlace(BodyEditor editor)
    {
        Instruction load = editor.Instructions[0];
        Instruction store = editor.Instructions[2];
        if (store.OpCode != OpCodes.Stloc || editor.Instructions[1].Operand != runtime.State)
        {
            return;
        }

        VariableDefinition copy = (VariableDefinition)store.Operand;
        Instruction[] others = editor.Instructions.Where(i => i.Operand == copy && i != store).ToArray();
        if (!others.All(i => i.OpCode == OpCodes.Ldloc || (i.OpCode == OpCodes.Stloc && editor.Before(i).OpCode == OpCodes.Dup)))
        {
            return;
        }

        editor.Drop(load, load.Next, store);
        foreach (Instruction use in others)
        {
            if (use.OpCode == OpCodes.Stloc)
            {
                editor.Drop(editor.Before(use), use);
            }
            else
            {
                BodyEditor.Replace(use, OpCodes.Ldarg, body.ThisParameter);
                editor.InsertAfter(use, OpCodes.Ldfld, runtime.State);
            }
        }
    }

    /// <summary><c>ldloc awaiter; stloc awaited; br</c> to the method's end, where <c>awaited</c> is returned.</summary>
    private void ReturnAtOnce(BodyEditor editor)
    {
        Instruction end = body.Instructions[^1].Previous;
        VariableDefinition awaited = (VariableDefinition)end.Operand;
        foreach (Instruction branch in editor.Instructions.Where(i => i.OpCode == OpCodes.Br && i.Operand == end).ToList())
        {
            Instruction store = editor.Before(branch);
            if (store.OpCode == OpCodes.Stloc && store.Operand == awaited)
            {
                editor.Drop(store);
                BodyEditor.Replace(branch, OpCodes.Ret);
            }
        }

        if (!editor.Instructions.Any(i => i.OpCode == OpCodes.Stloc && i.Operand == awaited))
        {
            BodyEditor.Replace(end, OpCodes.Ldnull);
        }
    }

    private void SkipJumpsToTheNext(BodyEditor editor)
    {
        foreach (Instruction branch in editor.Instructions.Where(i => i.OpCode == OpCodes.Br).ToList())
        {
            if (editor.After(branch) == branch.Operand)
            {
                editor.Drop(branch);
            }
        }
    }

    /// <summary>
    /// <c>stloc x; (ldarg.0; ldc; stfld State) ldloc x</c>, where nobody else wants this value of <c>x</c>: because the method returns next, or
    /// because there is no other load of it. Nothing may jump in between.
    /// </summary>
    private void KeepOnStack(BodyEditor editor)
    {
        HashSet<Instruction> targets = Targets();
        foreach (Instruction store in editor.Instructions.Where(i => i.OpCode == OpCodes.Stloc).ToList())
        {
            Instruction load = store.Next;
            while (IsStoreOfState(load) && !targets.Contains(load))
            {
                load = load.Next.Next.Next;
            }

            if (load.OpCode == OpCodes.Ldloc && load.Operand == store.Operand && !targets.Contains(load)
                && (load.Next.OpCode == OpCodes.Ret || body.Instructions.Count(i => i.Operand == store.Operand) == 2))
            {
                editor.Drop(store, load);
            }
        }
    }

    /// <summary><c>ldarg.0; ldfld i; stloc x; ldarg.0; ldloc x</c>, before <c>x + 1</c> goes back into the field: the compiler's way for <c>i++</c>.</summary>
    private void CountInPlace(BodyEditor editor)
    {
        HashSet<Instruction> targets = Targets();
        Instruction[] stores = [.. editor.Instructions.Where(i => IsCopyOfField(i) && !new[] { i.Previous, i, i.Next, i.Next.Next }.Any(targets.Contains))];
        foreach (Instruction store in stores)
        {
            if (body.Instructions.Count(i => i.Operand == store.Operand) == 2 * stores.Count(other => other.Operand == store.Operand))
            {
                editor.InsertAfter(store.Previous.Previous, OpCodes.Ldarg, body.ThisParameter);
                editor.Drop(store, store.Next, store.Next.Next);
            }
        }
    }

    private bool IsCopyOfField(Instruction store) =>
        store is { OpCode.Code: Code.Stloc, Previous: { OpCode.Code: Code.Ldfld, Previous.OpCode.Code: Code.Ldarg }, Next: { OpCode.Code: Code.Ldarg, Next.OpCode.Code: Code.Ldloc } }
        && store.Next.Next.Operand == store.Operand && store.Next.Operand == body.ThisParameter && store.Previous.Previous.Operand == body.ThisParameter;

    /// <summary>
    /// The metadata processor reckons how deep the stack gets by adding up from the first instruction to the last, and takes no notice that what <c>ret</c>
    /// returns is gone; at 256 it would overflow. A jump sets its count back, even one that is never reached.
    /// </summary>
    private void BoundStack(BodyEditor editor)
    {
        int returns = 0;
        foreach (Instruction ret in editor.Instructions.Where(i => i.OpCode == OpCodes.Ret && i.Next != null).ToList())
        {
            if (++returns % MaxOnStack == 0)
            {
                editor.InsertAfter(ret, OpCodes.Br, ret.Next);
            }
        }
    }

    private bool IsStoreOfState(Instruction first) =>
        first.OpCode == OpCodes.Ldarg && first.Next.OpCode == OpCodes.Ldc_I4 && first.Next.Next.OpCode == OpCodes.Stfld
        && first.Next.Next.Operand == runtime.State;

    private HashSet<Instruction> Targets()
    {
        HashSet<Instruction> targets = [];
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                targets.Add(target);
            }
            else if (instruction.Operand is Instruction[] several)
            {
                targets.UnionWith(several);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            targets.UnionWith(new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart }.OfType<Instruction>());
        }

        return targets;
    }

    /// <summary>Those that the debugger knows by name stay.</summary>
    private void RemoveUnusedLocals(BodyEditor editor)
    {
        HashSet<int> named = machine.MoveNext.DebugInformation.GetScopes().SelectMany(scope => scope.Variables).Select(v => v.Index).ToHashSet();
        HashSet<VariableDefinition> used = editor.Instructions.Select(i => i.Operand).OfType<VariableDefinition>().ToHashSet();
        foreach (VariableDefinition unused in body.Variables.Where(v => !used.Contains(v) && !named.Contains(v.Index)).ToList())
        {
            body.Variables.Remove(unused);
        }
    }
}
