using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// The deadline of a <see cref="WaitForOperation"/> or a <see cref="TimeoutScope"/>: when it comes it interrupts the task's current wait, which lies inside of
/// what is limited, so that this unwinds first.
/// </summary>
internal sealed class TimeoutAlarm : Alarm
{
    private Task task;
    private int cancellationsBefore;

    /// <summary>The task whose time is limited; null if it limits nobody's.</summary>
    internal Task Task => task;

    /// <summary>True if the time was up.</summary>
    internal bool IsExpired { get; private set; }

    /// <summary>True if the task was cancelled meanwhile, by whomever else.</summary>
    internal bool IsCancelledFromOutside => task.State != cancellationsBefore;

    /// <summary>Begins to watch the running task.</summary>
    internal void Begin(Task running)
    {
        task = running;
        cancellationsBefore = running.State;
        IsExpired = false;
    }

    /// <summary>Says that the time was up from the beginning.</summary>
    internal void ExpireAtOnce() => IsExpired = true;

    /// <summary>Ends it.</summary>
    internal void End()
    {
        Disarm();
        task = null;
    }

    /// <summary>
    /// Something that has come before the deadline is never lost: while the task is on its way to take it, the deadline waits.
    /// </summary>
    internal override void Due()
    {
        Disarm();
        if (!task.IsWaiting && task.WaitingOn != Trampoline.NoTime)
        {
            Arm(EventLoop.Current.Clock.NowMs + 1);
            return;
        }

        IsExpired = true;
        task.DeliverCancel("The time was up.");
    }
}
