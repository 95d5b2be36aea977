using System;
using System.Threading;

namespace AsyncCore;

/// <summary>The board's monotonic millisecond counter. The wall clock is no use: setting it would move every deadline.</summary>
public sealed class BoardClock : Clock
{
    private const int MaxWaitMs = int.MaxValue;

    /// <summary>Not a local: on the board a struct is an object, made anew at each call.</summary>
    private static SpinWait spinWait;

    private readonly AutoResetEvent wakeUp = new AutoResetEvent(false);

    /// <summary>True if <see cref="wakeUp"/> may be set: who spins looks here first, for to ask the event takes a board as long as half a dozen looks at the counter.</summary>
    private bool isWoken;

    /// <inheritdoc/>
    public override long NowMs => Environment.TickCount64;

    /// <inheritdoc/>
    public override void IdleUntil(long deadlineMs)
    {
        if (deadlineMs == long.MaxValue)
        {
            wakeUp.WaitOne();
            return;
        }

        long waitMs = deadlineMs - NowMs;
        if (waitMs > 0)
        {
            wakeUp.WaitOne(waitMs < MaxWaitMs ? (int)waitMs : MaxWaitMs, false);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A wait of a board lasts half a millisecond longer than asked, and more if it begins between two steps of the counter. So the last millisecond is spent looking at the counter.</remarks>
    public override long IdleUntilExactly(long deadlineMs)
    {
        long waitMs = deadlineMs - NowMs;
        if (waitMs > 1 && (wakeUp.WaitOne(waitMs < MaxWaitMs ? (int)waitMs - 1 : MaxWaitMs, false) || waitMs > MaxWaitMs))
        {
            return NowMs;
        }

        long nowMs;
        while ((nowMs = NowMs) < deadlineMs)
        {
            if (isWoken)
            {
                isWoken = false;
                if (wakeUp.WaitOne(0, false))
                {
                    break;
                }
            }

            // It does nothing on a board. A desktop can use the time for something else.
            spinWait.SpinOnce();
        }

        return nowMs;
    }

    internal override void IdleFor(int durationMs) => wakeUp.WaitOne(durationMs, false);

    /// <inheritdoc/>
    public override void Wake()
    {
        // In this order: who sees the one finds the other.
        wakeUp.Set();
        isWoken = true;
    }
}
