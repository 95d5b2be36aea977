using System;
using System.Threading;

namespace AsyncCore;

/// <summary>The board's monotonic millisecond counter. The wall clock is no use: setting it would move every deadline.</summary>
public sealed class BoardClock : Clock
{
    private const int MaxWaitMs = int.MaxValue;

    private readonly AutoResetEvent wakeUp = new AutoResetEvent(false);

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
    public override void Wake() => wakeUp.Set();
}
