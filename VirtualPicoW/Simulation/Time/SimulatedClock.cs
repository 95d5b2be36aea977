using System;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Simulated time, counted from a board's boot.</summary>
internal sealed class SimulatedClock(Scheduler scheduler) : IClock
{
    private readonly TimeSpan boot = scheduler.Now;

    public TimeSpan Now => scheduler.Now - boot;

    public void Sleep(TimeSpan time) => scheduler.Sleep(time);

    public IDisposable After(TimeSpan delay, Action action) => scheduler.At(scheduler.Now + delay, action);
}
