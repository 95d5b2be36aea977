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
        if (State == Unstarted)
        {
            return Enter();
        }

        Leave();
        return null;
    }

    public override bool HandlesFaultAt(int state) => true;

    public override object TakeResult() => inner is Coroutine coroutine ? coroutine.TakeResult() : base.TakeResult();

    internal override string Describe() => "a timeout around " + inner.Describe();

    private Awaitable Enter()
    {
        limit.Begin(Trampoline.Running);
        if (inner.IsCompleted && inner is not Coroutine)
        {
            inner.Conclude();
            limit.End();
            Finish();
            return null;
        }

        if (limitMs > 0)
        {
            limit.Set(limitMs);
        }
        else if (inner is Task innerTask)
        {
            limit.Expire();
            innerTask.Cancel();
        }
        else
        {
            Trampoline.NoteStart();
            Trampoline.Fault = new TimeoutException();
            limit.End();
            Finish();
            return null;
        }

        State = Inside;
        return inner;
    }

    private void Leave()
    {
        if (Trampoline.Fault == null && inner is not Coroutine)
        {
            inner.Conclude();
        }

        bool isToHear = EventLoop.Current.IsToHearOfCancel(limit.Task);
        bool isCancelled = limit.End();
        if (Trampoline.Fault is CancelledException)
        {
            if (limit.IsExpired && !isCancelled)
            {
                Trampoline.Fault = new TimeoutException();
            }
        }
        else if (Trampoline.Fault == null && isCancelled && !isToHear)
        {
            // What is inside caught the cancellation, but it was meant for the whole task.
            Trampoline.Fault = new CancelledException();
        }

        Finish();
    }

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
