using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// The deadline of a <see cref="WaitForOperation"/> or a <see cref="TimeoutScope"/>: when it comes it interrupts the task's current wait, which lies inside of
/// what is limited, so that this unwinds first.
/// </summary>
/// <remarks>
/// From then on until it ends it counts as a cancellation of the task. So each of several limits around each other can tell whether there is another reason
/// to unwind besides itself, and then leaves the exception to that.
/// </remarks>
internal sealed class TimeoutAlarm : Alarm
{
    private Task task;
    private int cancellationsBefore;

    /// <summary>The task whose time is limited; null if it limits nobody's.</summary>
    internal Task Task => task;

    /// <summary>True if the time was up.</summary>
    internal bool IsExpired { get; private set; }

    /// <summary>Begins to watch the running task.</summary>
    [Inlined]
    internal void Begin(Task running)
    {
        task = running;
        cancellationsBefore = running.Cancellations;
        IsExpired = false;
    }

    /// <summary>Sets, or moves, the deadline.</summary>
    /// <param name="limitMs">Milliseconds from now, or <see cref="Asyncio.NoLimit"/>.</param>
    [Inlined]
    internal void Set(long limitMs)
    {
        if (limitMs == Asyncio.NoLimit)
        {
            Disarm();
        }
        else
        {
            ArmIn(limitMs);
        }
    }

    /// <summary>The time is up.</summary>
    internal void Expire()
    {
        IsExpired = true;
        task.NoteCancel();
    }

    /// <summary>Ends it. If nothing else has cancelled the task, it need not hear of the deadline any more.</summary>
    /// <returns>True if something else has cancelled the task meanwhile.</returns>
    internal bool End()
    {
        // As Disarm and IsCancelledSince do; calls are worth sparing here.
        if (HeapIndex != 0)
        {
            EventLoop.Current.Timers.Remove(this);
        }

        Task ended = task;
        task = null;
        return IsExpired ? ended.Uncancel(cancellationsBefore) : ended.State - PendingTask != cancellationsBefore;
    }

    /// <summary>
    /// Something that has come before the deadline is never lost: while the task is on its way to take it, the deadline waits.
    /// </summary>
    internal override void Due()
    {
        Disarm();
        if (task.IsDone)
        {
            // Nobody left its scope.
            task = null;
        }
        else if (task.IsWoken)
        {
            Arm(EventLoop.Current.Clock.NowMs + 1);
        }
        else
        {
            try
            {
                if (!IsExpired)
                {
                    Expire();
                }

                task.DeliverCancel("The time was up.");
            }
            catch (OutOfMemoryException)
            {
                // There is not even memory to call anybody: it tries again.
                EventLoop.Reserve = null;
                CancelDelivery.IsShort = true;
                Arm(EventLoop.Current.Clock.NowMs + 1);
            }
        }
    }
}
