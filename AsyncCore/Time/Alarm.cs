using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>A deadline that is not a sleeping task: it calls somebody when it is due.</summary>
internal abstract class Alarm : TimerNode
{
    internal Alarm()
        : base(Sleeping)
    {
    }

    /// <summary>Sets, or moves, the deadline.</summary>
    /// <param name="deadlineMs">In the loop's time.</param>
    internal void Arm(long deadlineMs)
    {
        Exception shortage = TryArm(deadlineMs);
        if (shortage != null)
        {
            throw shortage;
        }
    }

    /// <summary>Sets, or moves, the deadline.</summary>
    /// <param name="deadlineMs">In the loop's time.</param>
    /// <returns>Null, or the exception that says that there is no memory for it.</returns>
    internal Exception TryArm(long deadlineMs)
    {
        TimerQueue timers = EventLoop.Current.Timers;
        Exception shortage = HeapIndex == 0 ? timers.TryAdd(this) : null;
        if (shortage == null)
        {
            timers.SetDeadline(this, deadlineMs);
        }

        return shortage;
    }

    /// <summary>Sets, or moves, the deadline.</summary>
    /// <param name="durationMs">Milliseconds from now; at zero or less it is due as soon as the running task's turn ends.</param>
    [Inlined]
    internal void ArmIn(long durationMs)
    {
        EventLoop loop = EventLoop.Current;
        if (durationMs > 0)
        {
            Arm(loop.DeadlineIn(durationMs));
        }
        else
        {
            Arm(TimerQueue.AtOnce);
            loop.InterposeSystemTurn();
        }
    }

    /// <summary>Takes the deadline back; nothing happens if there is none.</summary>
    internal void Disarm()
    {
        if (HeapIndex != 0)
        {
            EventLoop.Current.Timers.Remove(this);
        }
    }

    /// <summary>It was set when the run ended, and will not ring any more.</summary>
    internal virtual void LoopEnded()
    {
    }
}
