using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Awaits something with a deadline, within the same task: a coroutine written by hand, kept for the next timeout when it has ended.
/// </summary>
/// <remarks>
/// At the deadline it interrupts the task's current wait, which lies inside of what is awaited, and so that unwinds first. Something
/// that has come before the deadline is never lost: while the task is on its way to take it, the deadline waits.
/// </remarks>
internal sealed class Timeout : Coroutine
{
    private const int Inside = 0;

    private static Timeout spare;

    private readonly Deadline deadline;
    private Timeout nextSpare;
    private Awaitable inner;
    private long limitMs;
    private Task task;
    private int cancellationsBefore;
    private bool expired;

    private Timeout() => deadline = new Deadline(this);

    internal static Timeout Take(Awaitable inner, long limitMs)
    {
        if (inner == null)
        {
            throw new ArgumentNullException(nameof(inner));
        }

        Timeout timeout = spare;
        if (timeout == null)
        {
            timeout = new Timeout();
        }
        else
        {
            spare = timeout.nextSpare;
            timeout.nextSpare = null;
            timeout.State = Unstarted;
            timeout.Caller = null;
        }

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

    public override object TakeResult() => inner is Coroutine coroutine ? coroutine.TakeResult() : base.TakeResult();

    internal override string Describe() => "a timeout around " + inner.Describe();

    private Awaitable Enter()
    {
        EventLoop loop = EventLoop.Current;
        task = Trampoline.Running;
        cancellationsBefore = task.Cancellations;
        expired = false;
        if (inner.IsCompleted && inner is not Coroutine)
        {
            inner.Conclude();
            Finish();
            return null;
        }

        if (limitMs <= 0)
        {
            expired = true;
            if (inner is not Task innerTask)
            {
                Trampoline.NoteStart();
                Trampoline.Fault = new TimeoutException();
                Finish();
                return null;
            }

            innerTask.Cancel();
        }
        else
        {
            deadline.Arm(loop.DeadlineIn(limitMs));
        }

        State = Inside;
        return inner;
    }

    private void Leave()
    {
        deadline.Disarm();
        if (Trampoline.Fault == null && inner is not Coroutine)
        {
            inner.Conclude();
        }

        bool cancelledFromOutside = task.Cancellations != cancellationsBefore;
        if (Trampoline.Fault is CancelledException)
        {
            if (expired && !cancelledFromOutside)
            {
                Trampoline.Fault = new TimeoutException();
            }
        }
        else if (cancelledFromOutside && !EventLoop.Current.IsToHearOfCancel(task))
        {
            // What is inside caught the cancellation, but it was meant for the whole task.
            Trampoline.Fault = new CancelledException();
        }

        Finish();
    }

    private void Finish()
    {
        State = Trampoline.Fault == null ? Finished : Faulted;
        task = null;
        if (Caller != Root)
        {
            inner = null;
            nextSpare = spare;
            spare = this;
        }
    }

    private void Expire()
    {
        if (!task.IsWaiting && task.WaitingOn != Trampoline.NoTime)
        {
            deadline.Arm(EventLoop.Current.Clock.NowMs + 1);
            return;
        }

        expired = true;
        task.Interrupt("The time was up.");
    }

    private sealed class Deadline : Alarm
    {
        private readonly Timeout timeout;

        internal Deadline(Timeout timeout) => this.timeout = timeout;

        internal override void Due()
        {
            Disarm();
            timeout.Expire();
        }
    }
}
