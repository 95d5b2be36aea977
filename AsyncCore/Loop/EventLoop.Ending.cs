using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <content>How tasks end, and coroutines that throw: who goes on, and who is told.</content>
public sealed partial class EventLoop
{
    /// <summary>
    /// A coroutine threw: that ends it, and its callers out to the first one that awaits within a <c>try</c>. That one goes on with the exception, still within the
    /// same turn. The others need not be resumed to be told: it would cost a throw each, and the exception its stack trace.
    /// </summary>
    /// <returns>True if the outermost has ended, and so the task.</returns>
    private bool Fail(Task task, Exception thrown)
    {
        Coroutine thrower = task.Innermost;
        Coroutine handler = thrower.Caller;
        while (!handler.HandlesFaultAt(handler.State))
        {
            handler = handler.Caller;
        }

        FaultTrace.Note(thrown, thrower, handler);
        Coroutine ended = thrower;
        ended.State = Awaitable.Faulted;
        while (ended.Caller != handler)
        {
            ended = ended.Caller;
            ended.State = Awaitable.Faulted;
        }

        Trampoline.Fault = thrown;
        if (thrown is OutOfMemoryException && TryLetGo(task, ended))
        {
            return false;
        }

        if (handler == root)
        {
            task.Innermost = ended;
            EndOnce(task, ended);
            return true;
        }

        task.WaitingOn = ended;
        task.Innermost = handler;
        return false;
    }

    /// <summary>The outermost coroutine has ended, and with it the task: it leaves the ready, whoever awaits it goes on, and its owner is told.</summary>
    /// <param name="task">The first of the ready.</param>
    /// <param name="outermost">Its outermost coroutine.</param>
    [Inlined]
    private void End(Task task, Coroutine outermost)
    {
        Task waiting = task.FirstWaiting;
        if (waiting == null)
        {
            Leave(task);
        }
        else if (waiting.Next == null)
        {
            Replace(task, waiting);
        }
        else
        {
            Leave(task);
            MakeAllReady(waiting);
        }

        if (Trampoline.Fault != null || cancelledInItsTurn == task)
        {
            EndWithFault(task, outermost, waiting != null);
            return;
        }

        task.State = Awaitable.Finished;
        task.Outcome = outermost.TakeResult();
        Forget(task);
        if (task is OwnedTask)
        {
            ((OwnedTask)task).Owner.NoteEnd(task);
        }
    }

    /// <summary>The same, where it is not worth the room.</summary>
    private void EndOnce(Task task, Coroutine outermost) => End(task, outermost);

    /// <summary>The task has failed, or has cancelled itself in its last turn.</summary>
    private void EndWithFault(Task task, Coroutine outermost, bool isAwaited)
    {
        Exception fault = Trampoline.Fault ?? MakeCancelled();
        Trampoline.Fault = null;
        Trampoline.Result = null;
        ForgetCancelAfterTurn(task);
        task.State = fault is CancelledException ? Awaitable.Cancelled : Awaitable.Faulted;
        task.Outcome = fault;
        Forget(task);
        bool isSeen = task is OwnedTask owned && owned.Owner.NoteEnd(task);
        if (!isSeen && !isAwaited && task.State == Awaitable.Faulted && task != main)
        {
            task.Innermost = FailureReport.TryMake(outermost, fault) ?? reportWithoutWords;
            MakeReady(task);
        }
    }

    /// <summary>A task has ended: it waits for nothing, and is not among the living.</summary>
    [Inlined]
    private void Forget(Task task)
    {
        task.WaitingOn = null;
        if (task.HeapIndex != 0)
        {
            Timers.Remove(task);
        }
    }
}
