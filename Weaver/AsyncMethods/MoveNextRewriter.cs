using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Rewrites the code of an async method. It returns what it awaits, or null at its end; for the rest, what the compiler calls a builder for becomes
/// a store into the trampoline. So an await costs no call beyond the user's own.
/// </summary>
internal static class MoveNextRewriter
{
    /// <summary>Refuses awaiters that are not ours, for which the loop would not know how to wait, and await's methods called by hand.</summary>
    public static bool CanRewrite(StateMachine machine, List<Refusal> refusals)
    {
        int before = refusals.Count;
        foreach (Instruction instruction in machine.MoveNext.Body.Instructions)
        {
            if (CallStage.EndsAnAwait(instruction) && !IsLoadOfLocal(Before(instruction)))
            {
                refusals.Add(CallStage.CannotWait(machine.MoveNext, instruction));
            }

            if (instruction.Operand is GenericInstanceMethod { Name: "AwaitOnCompleted" or "AwaitUnsafeOnCompleted" } call
                && !AsyncCoreMembers.IsAwaitable(call.GenericArguments[0]))
            {
                string awaiter = DisplayNames.Of(call.GenericArguments[0]);
                refusals.Add(Refusal.At(
                    machine.MoveNext,
                    instruction,
                    "AC0002",
                    $"{DisplayNames.Subject(machine.MoveNext)} awaits through '{awaiter}', which is not an AsyncCore awaitable. Await a Coroutine, a Task or what AsyncCore's classes return; build your own on an Event."));
            }
        }

        return refusals.Count == before;
    }

    public static void Rewrite(StateMachine machine, AsyncCoreMembers runtime)
    {
        BodyEditor editor = new(machine.MoveNext);
        VariableDefinition awaited = new(runtime.Awaitable);
        machine.MoveNext.Body.Variables.Add(awaited);
        machine.MoveNext.ReturnType = runtime.Awaitable;
        foreach (Instruction instruction in editor.Instructions.ToList())
        {
            if (instruction.OpCode == OpCodes.Ret)
            {
                // Replaced first: branches lead to it.
                BodyEditor.Replace(instruction, OpCodes.Ldloc, awaited);
                editor.InsertAfter(instruction, OpCodes.Ret);
                continue;
            }

            if (editor.IsDropped(instruction))
            {
                continue;
            }

            if (machine.Owns(instruction, out FieldDefinition field))
            {
                RewriteField(machine, runtime, editor, instruction, field);
            }
            else if (instruction.Operand is MethodReference method)
            {
                if (method.DeclaringType.GetElementType().FullName == machine.Builder.FieldType.GetElementType().FullName)
                {
                    RewriteBuilderCall(machine, runtime, editor, instruction, method, awaited);
                }
                else if (IsSleepOfNoTime(editor, instruction, method))
                {
                    editor.Drop(editor.Before(instruction));
                    BodyEditor.Replace(instruction, OpCodes.Ldsfld, runtime.NoTime);
                }
                else
                {
                    RewriteAwaiterCall(runtime, editor, instruction, method);
                }
            }
        }

        editor.Finish();
    }

    private static Instruction Before(Instruction instruction)
    {
        do
        {
            instruction = instruction.Previous;
        }
        while (instruction.OpCode == OpCodes.Nop);
        return instruction;
    }

    private static bool IsLoadOfLocal(Instruction instruction) =>
        instruction.OpCode.Code is Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3 or Code.Ldloc_S or Code.Ldloc;

    /// <summary><c>SleepMs(0)</c>, asyncio's idiom for "let the others run": its result is always the same, so the call is spared.</summary>
    /// <remarks>Not if a jump leads to the call, with another time on the stack: <c>SleepMs(isHurried ? 0 : 5)</c>.</remarks>
    private static bool IsSleepOfNoTime(BodyEditor editor, Instruction instruction, MethodReference method) =>
        method.Name == "SleepMs" && method.DeclaringType.FullName == "AsyncCore.Asyncio"
        && editor.Before(instruction) is { OpCode.Code: Code.Ldc_I4, Operand: 0 } time && !editor.HasJumpsBetween(time, instruction);

    private static void RewriteField(
        StateMachine machine, AsyncCoreMembers runtime, BodyEditor editor, Instruction instruction, FieldDefinition field)
    {
        if (field == machine.State)
        {
            instruction.Operand = runtime.State;
        }
        else if (field == machine.Builder)
        {
            // ldarg.0; ldflda builder: the receiver of a call that is about to become a store.
            editor.Drop(editor.Before(instruction), instruction);
        }
        else if (StateMachine.IsAwaiter(field) && instruction.OpCode == OpCodes.Stfld)
        {
            // ldarg.0; ldloc awaiter or ldnull; stfld: the task knows what it waits for.
            editor.Drop(editor.Before(instruction));
            editor.Drop(editor.Before(instruction), instruction);
        }
        else if (StateMachine.IsAwaiter(field))
        {
            RewriteAwaiterLoad(runtime, editor, instruction);
        }
    }

    /// <summary>ldarg.0; ldfld awaiter; castclass; stloc: the running task knows what it has waited for, if that is still of interest.</summary>
    private static void RewriteAwaiterLoad(AsyncCoreMembers runtime, BodyEditor editor, Instruction instruction)
    {
        Instruction receiver = editor.Before(instruction);
        Instruction next = editor.After(instruction);
        if (next.OpCode == OpCodes.Castclass)
        {
            Instruction cast = next;
            next = editor.After(next);
            editor.Drop(cast);
        }

        if (next.OpCode == OpCodes.Stloc && !AsyncCoreMembers.KeepsResult(((VariableDefinition)next.Operand).VariableType))
        {
            editor.Drop(receiver, instruction, next);
            return;
        }

        BodyEditor.Replace(receiver, OpCodes.Ldsfld, runtime.Running);
        BodyEditor.Replace(instruction, OpCodes.Ldfld, runtime.WaitingOn);
    }

    private static void RewriteBuilderCall(
        StateMachine machine, AsyncCoreMembers runtime, BodyEditor editor, Instruction instruction, MethodReference method, VariableDefinition awaited)
    {
        switch (method.Name)
        {
            case "AwaitOnCompleted" or "AwaitUnsafeOnCompleted":
                // ldloca awaiter; ldarg.0 or ldloca machine; call
                editor.Drop(editor.Before(instruction));
                Instruction awaiter = editor.Before(instruction);
                BodyEditor.Replace(awaiter, OpCodes.Ldloc, awaiter.Operand);
                BodyEditor.Replace(instruction, OpCodes.Stloc, awaited);
                break;
            case "SetException":
                BodyEditor.Replace(instruction, OpCodes.Stsfld, runtime.Fault);
                break;
            case "SetResult":
                RewriteSetResult(machine, runtime, editor, instruction);
                break;
        }
    }

    /// <summary>The call itself is replaced first: a branch may lead to it, with the result on the stack.</summary>
    private static void RewriteSetResult(StateMachine machine, AsyncCoreMembers runtime, BodyEditor editor, Instruction instruction)
    {
        switch (machine.ResultKind)
        {
            case ResultKind.None:
                BodyEditor.Replace(instruction, OpCodes.Ldnull);
                editor.InsertAfter(instruction, OpCodes.Stsfld, runtime.Result);
                break;
            case ResultKind.Reference:
                BodyEditor.Replace(instruction, OpCodes.Stsfld, runtime.Result);
                break;
            case ResultKind.Int32:
                BodyEditor.Replace(instruction, OpCodes.Stsfld, runtime.Int32Result);
                Instruction noObject = editor.InsertAfter(instruction, OpCodes.Ldnull);
                editor.InsertAfter(noObject, OpCodes.Stsfld, runtime.Result);
                break;
            case ResultKind.Boxed:
                BodyEditor.Replace(instruction, OpCodes.Box, machine.ResultType);
                editor.InsertAfter(instruction, OpCodes.Stsfld, runtime.Result);
                break;
        }
    }

    private static void RewriteAwaiterCall(AsyncCoreMembers runtime, BodyEditor editor, Instruction instruction, MethodReference method)
    {
        if (method.HasParameters || !method.HasThis || !AsyncCoreMembers.IsAwaitable(method.DeclaringType))
        {
            return;
        }

        switch (method.Name)
        {
            case "GetAwaiter":
                editor.Drop(instruction);
                break;
            case "get_IsCompleted" when method.DeclaringType.FullName == "AsyncCore.Awaitable":
                RewriteIsCompleted(runtime, editor, instruction);
                break;
            case "GetResult" when method.DeclaringType.FullName == "AsyncCore.Awaitable" && !KeepsResult(editor.Before(instruction)):
                editor.Drop(editor.Before(instruction));
                BodyEditor.Replace(instruction, OpCodes.Ldsfld, runtime.Fault);
                Instruction next = instruction.Next;
                Instruction branch = editor.InsertAfter(instruction, OpCodes.Brfalse, next);
                editor.InsertAfter(branch, OpCodes.Call, runtime.Throw);
                break;
            case "GetResult" when AsyncCoreMembers.IsCoroutine(method.DeclaringType):
                editor.Drop(editor.Before(instruction));
                CallStage.TakeCoroutineResult(runtime, editor, instruction, ((GenericInstanceType)method.DeclaringType).GenericArguments[0]);
                break;
        }
    }

    private static bool KeepsResult(Instruction receiver) => AsyncCoreMembers.KeepsResult(((VariableDefinition)receiver.Operand).VariableType);

    /// <summary>
    /// A coroutine or sleep that is awaited is never complete, so the test and its branch go, unless it may be null: the user must get that
    /// exception here, and not the loop. Of anything else the state is read in place.
    /// </summary>
    private static void RewriteIsCompleted(AsyncCoreMembers runtime, BodyEditor editor, Instruction instruction)
    {
        Instruction receiver = editor.Before(instruction);
        Instruction branch = editor.After(instruction);
        if (receiver.Operand is VariableDefinition local && AsyncCoreMembers.AlwaysSuspends(local.VariableType)
            && branch.OpCode.Code is Code.Brtrue or Code.Brtrue_S)
        {
            // call; (GetAwaiter, which is gone;) stloc; ldloc; call IsCompleted; brtrue
            Instruction awaited = editor.Before(editor.Before(receiver));
            if (awaited.OpCode.FlowControl == FlowControl.Call || awaited.Operand == runtime.NoTime)
            {
                editor.Drop(receiver, instruction, branch);
            }
            else
            {
                BodyEditor.Replace(instruction, OpCodes.Ldfld, runtime.State);
                BodyEditor.Replace(branch, OpCodes.Pop);
            }

            return;
        }

        BodyEditor.Replace(instruction, OpCodes.Ldfld, runtime.State);
        Instruction unstarted = editor.InsertAfter(instruction, OpCodes.Ldc_I4, -1);
        if (branch.OpCode.Code is Code.Brtrue or Code.Brtrue_S)
        {
            BodyEditor.Replace(branch, OpCodes.Blt, branch.Operand);
        }
        else
        {
            editor.InsertAfter(unstarted, OpCodes.Clt);
        }
    }
}
