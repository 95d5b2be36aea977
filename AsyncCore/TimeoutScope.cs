using System;

namespace AsyncCore;

/// <summary>
/// Limits the time of a block: <c>using (TimeoutScope.After(500)) { ... }</c>. In asyncio: <c>timeout()</c>.
/// </summary>
/// <remarks>
/// At the deadline what the block awaits is cancelled, and when the block has unwound, leaving it throws <see cref="TimeoutException"/> instead of
/// <see cref="CancelledException"/>. A scope can be kept and entered again, and then allocates nothing.
/// </remarks>
public sealed class TimeoutScope : IDisposable
{
    private readonly Deadline deadline;
    private Task task;
    private int cancellationsBefore;
    private bool isExpired;

    /// <summary>Makes a scope that has not been entered.</summary>
    public TimeoutScope() => deadline = new Deadline(this);

    /// <summary>True if the time was up before the block ended. In asyncio: <c>expired()</c>.</summary>
    public bool IsExpired => isExpired;

    /// <summary>Makes a scope and enters it.</summary>
    /// <param name="limitMs">Milliseconds from now.</param>
    /// <returns>The scope, to be disposed at the end of the block.</returns>
    public static TimeoutScope After(int limitMs) => new TimeoutScope().Enter(limitMs);

    /// <summary>Enters the scope for the running task.</summary>
    /// <param name="limitMs">Milliseconds from now.</param>
    /// <returns>This.</returns>
    /// <exception cref="InvalidOperationException">It is in use.</exception>
    public TimeoutScope Enter(int limitMs)
    {
        if (task != null)
        {
            throw new InvalidOperationException("This timeout scope is in use. Leave it first, or make another one.");
        }

        task = Asyncio.CurrentTask;
        cancellationsBefore = task.Cancellations;
        isExpired = false;
        Reschedule(limitMs);
        return this;
    }

    /// <summary>Moves the deadline. In asyncio: <c>reschedule()</c>.</summary>
    /// <param name="limitMs">Milliseconds from now.</param>
    /// <exception cref="InvalidOperationException">The scope was not entered, or its time was up.</exception>
    public void Reschedule(int limitMs)
    {
        if (task == null || isExpired)
        {
            throw new InvalidOperationException("Only the deadline of a scope that was entered and has time left can be moved.");
        }

        deadline.Arm(EventLoop.Current.DeadlineIn(limitMs));
    }

    /// <summary>Leaves the scope.</summary>
    /// <exception cref="TimeoutException">The time was up.</exception>
    public void Dispose()
    {
        if (task == null)
        {
            return;
        }

        deadline.Disarm();
        bool cancelledFromOutside = task.Cancellations != cancellationsBefore;
        task = null;
        if (isExpired && !cancelledFromOutside)
        {
            throw new TimeoutException();
        }
    }

    private void Expire()
    {
        if (!task.IsWaiting && task.WaitingOn != CompilerServices.Trampoline.NoTime)
        {
            deadline.Arm(EventLoop.Current.Clock.NowMs + 1);
            return;
        }

        isExpired = true;
        task.Interrupt("The time was up.");
    }

    private sealed class Deadline : Alarm
    {
        private readonly TimeoutScope scope;

        internal Deadline(TimeoutScope scope) => this.scope = scope;

        internal override void Due()
        {
            Disarm();
            scope.Expire();
        }
    }
}
