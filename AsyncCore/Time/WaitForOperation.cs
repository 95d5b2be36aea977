using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Awaits something with a deadline, within the same task: a coroutine written by hand, kept for the next timeout when it has ended.
/// </summary>
internal sealed class WaitForOperation : Coroutine
{
    private const int Inside = 0;

    private static readonly SpareOperations Spares = new SpareOperations();

    private readonly TimeoutAlarm limit = new TimeoutAlarm();
    private Awaitable inner;
    private long limitMs;

    private WaitForOperation()
    {
    }

    /// <summary>The deadline; it is armed unless there is no limit.</summary>
    internal Alarm Limit => limit;

    [Inlined]
    internal static WaitForOperation Take(Awaitable inner, long limitMs)
    {
        if (inner == null)
        {
            throw new ArgumentNullException(nameof(inner));
        }

        WaitForOperation timeout = (WaitForOperation)Spares.Take() ?? new WaitForOperation();
        timeout.inner = inner;
        timeout.limitMs = limitMs;
        return timeout;
    }

    public override Awaitable MoveNext()
    {
        if (State != Unstarted)
        {
            Leave();
            return null;
        }

        Task task = Trampoline.Running;
        limit.Begin(task);
        Awaitable awaited = inner;
        Coroutine coroutine = awaited as Coroutine;
        if (limitMs <= 0 || (coroutine == null && awaited.IsCompleted))
        {
            return EndAtOnce() ? null : awaited;
        }

        if (coroutine == null || coroutine.State != Unstarted || coroutine.Caller != null || coroutine is WaitForOperation)
        {
            // Not another timeout either: so many of them around each other would need as much of the stack.
            limit.Set(limitMs);
            State = Inside;
            return awaited;
        }

        // As woven code does that knows which coroutine it awaits: if that ends without a wait, the way over the loop and back is spared, and the deadline need not be set.
        long deadlineMs = limitMs == Asyncio.NoLimit ? TimerQueue.Never : EventLoop.Current.DeadlineIn(limitMs);
        State = Inside;
        coroutine.Caller = this;
        task.Innermost = coroutine;
        awaited = coroutine.MoveNext();
        if (coroutine.State == Finished)
        {
            task.Innermost = this;
            Leave();
            return null;
        }

        return coroutine.State < 0 || deadlineMs == TimerQueue.Never ? awaited : Watch(task, awaited, deadlineMs);
    }

    public override bool HandlesFaultAt(int state) => true;

    public override object TakeResult() => inner is Coroutine coroutine ? coroutine.TakeResult() : base.TakeResult();

    internal override string Describe() => "a timeout around " + inner.Describe();

    /// <summary>What is inside has to wait: now the deadline matters.</summary>
    /// <returns>What it waits for; null if there is no memory for a deadline: then it hears of that where it wanted to wait.</returns>
    private Awaitable Watch(Task task, Awaitable awaited, long deadlineMs)
    {
        Exception shortage = limit.TryArm(deadlineMs);
        if (shortage == null)
        {
            return awaited;
        }

        task.WaitingOn = awaited;
        Trampoline.Fault = shortage;
        return null;
    }

    /// <summary>There is nothing to wait for, or no time to.</summary>
    /// <returns>False if it must wait all the same, for a task that is to be cancelled first.</returns>
    private bool EndAtOnce()
    {
        if (inner.IsCompleted && inner is not Coroutine)
        {
            inner.Conclude();
        }
        else if (inner is Task innerTask)
        {
            limit.Expire();
            innerTask.Cancel();
            State = Inside;
            return false;
        }
        else
        {
            Trampoline.NoteStart();
            Trampoline.Fault = new TimeoutException();
        }

        limit.End();
        Finish();
        return true;
    }

    [Inlined]
    private void Leave()
    {
        if (inner is not Coroutine && Trampoline.Fault == null)
        {
            inner.Conclude();
        }

        Task limited = limit.Task;
        bool isCancelled = limit.End();
        if (Trampoline.Fault is CancelledException)
        {
            if (limit.IsExpired && !isCancelled)
            {
                // As a coroutine that runs: if there is no memory for it, that is what this ends with.
                State = Unstarted;
                Trampoline.Fault = new TimeoutException();
            }
        }
        else if (isCancelled && Trampoline.Fault == null && !EventLoop.Current.IsToHearOfCancel(limited) && !limited.IsToHearOfCancel)
        {
            // What is inside caught the cancellation, but it was meant for the whole task.
            State = Unstarted;
            Trampoline.Fault = new CancelledException();
        }

        Finish();
    }

    [Inlined]
    private void Finish()
    {
        State = Trampoline.Fault == null ? Finished : Faulted;
        if (Caller != Root)
        {
            inner = null;
            Spares.Return(this);
        }
    }
}
