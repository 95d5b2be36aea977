using System;

namespace AsyncCore;

/// <summary>Ticks at equal intervals, without drift: <c>await timer.Next()</c> ends at the next multiple of the period after the start.</summary>
/// <remarks>A tick that comes while nobody waits is missed, and the next one is on time again.</remarks>
public sealed class PeriodicTimer
{
    private readonly int periodMs;
    private readonly EventLoop loop;
    private long nextMs;

    /// <summary>Makes a timer that starts now.</summary>
    /// <param name="periodMs">Milliseconds, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public PeriodicTimer(int periodMs)
    {
        if (periodMs < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(periodMs));
        }

        this.periodMs = periodMs;
        loop = EventLoop.Current;
        nextMs = loop.Clock.NowMs;
    }

    /// <summary>How many ticks came while nobody waited.</summary>
    public int MissedCount { get; private set; }

    /// <summary>How late the last wait began after the tick before, in milliseconds: less than the period if none was missed.</summary>
    public int LatenessMs { get; private set; }

    /// <summary>Waits for the next tick.</summary>
    /// <returns>What to await, once.</returns>
    public SleepOperation Next()
    {
        long nowMs = loop.Clock.NowMs;
        if (nextMs > nowMs)
        {
            // The last wait was given up before its tick.
            return SleepOperation.Of(nextMs - nowMs);
        }

        LatenessMs = (int)(nowMs - nextMs);
        nextMs += periodMs;
        if (nextMs <= nowMs)
        {
            int missed = (int)((nowMs - nextMs) / periodMs) + 1;
            MissedCount += missed;
            nextMs += (long)missed * periodMs;
        }

        return SleepOperation.Of(nextMs - nowMs);
    }
}
