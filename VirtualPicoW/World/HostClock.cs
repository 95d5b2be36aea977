using System;
using System.Diagnostics;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Real time, counted from boot.</summary>
internal sealed class HostClock : IClock
{
    private readonly long boot = Stopwatch.GetTimestamp();

    public TimeSpan Now => Stopwatch.GetElapsedTime(boot);

    public void Sleep(TimeSpan time) => Thread.Sleep(time);

    public IDisposable After(TimeSpan delay, Action action) =>
        new Timer(_ => action(), null, delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
}
