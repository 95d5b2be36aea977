using System;
using System.Threading;

namespace AsyncCore;

/// <summary>
/// A clock for tests: time stands still while there is work and jumps to the next deadline when there is none, so that an
/// hour of timers runs in milliseconds, the same way each time.
/// </summary>
public sealed class AutojumpClock : Clock
{
    private readonly AutoResetEvent wakeUp = new AutoResetEvent(false);
    private long nowMs;
    private int outsiders;

    /// <summary>Makes a clock.</summary>
    /// <param name="startMs">The time at which it starts.</param>
    public AutojumpClock(long startMs = 0) => nowMs = startMs;

    /// <inheritdoc/>
    public override long NowMs => nowMs;

    /// <inheritdoc/>
    public override int ResolutionMs => 0;

    /// <inheritdoc/>
    public override bool IsVirtual => outsiders == 0;

    /// <summary>From now on real threads are at work, whose wake-ups time must wait for. Pair it with <see cref="EndOutside"/>.</summary>
    public void BeginOutside() => outsiders++;

    /// <summary>Ends <see cref="BeginOutside"/>.</summary>
    public void EndOutside() => outsiders--;

    /// <summary>Moves time without waiting, as a task does that computes for long.</summary>
    /// <param name="durationMs">How far, in milliseconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative: time never goes back.</exception>
    public void Advance(long durationMs)
    {
        if (durationMs < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(durationMs));
        }

        nowMs += durationMs;
    }

    /// <inheritdoc/>
    public override void IdleUntil(long deadlineMs)
    {
        if (outsiders > 0)
        {
            wakeUp.WaitOne();
        }
        else if (deadlineMs != long.MaxValue && deadlineMs > nowMs)
        {
            nowMs = deadlineMs;
        }
    }

    /// <inheritdoc/>
    public override void Wake() => wakeUp.Set();
}
