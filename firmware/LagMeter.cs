using static AsyncCore.Asyncio;

namespace AsyncCore.Firmware;

/// <summary>Measures how late the loop wakes whoever sleeps: that is how long some task kept it from doing so.</summary>
internal sealed class LagMeter
{
    private const int IntervalMs = 100;

    private int worstMs;

    /// <summary>Measures for ever.</summary>
    internal async Coroutine Measure()
    {
        Clock clock = EventLoop.Current.Clock;
        while (true)
        {
            long dueMs = clock.NowMs + IntervalMs;
            await SleepMs(IntervalMs);
            int lagMs = (int)(clock.NowMs - dueMs);
            worstMs = lagMs > worstMs ? lagMs : worstMs;
        }
    }

    /// <summary>The worst since it was asked last, in milliseconds; 1 is the clock's resolution.</summary>
    internal int TakeWorstMs()
    {
        int worst = worstMs;
        worstMs = 0;
        return worst;
    }
}
