using System;
using System.Collections.Generic;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A queue of threads that wait in simulated time.</summary>
internal sealed class WaitPoint(Scheduler scheduler) : IWaitPoint
{
    private readonly LinkedList<SimulatedThread> waiters = [];

    public bool Wait(TimeSpan? limit)
    {
        SimulatedThread thread = scheduler.RequireThread();
        if (limit <= TimeSpan.Zero)
        {
            return false;
        }

        waiters.AddLast(thread);
        thread.Point = this;
        scheduler.Suspend(thread, limit);
        return limit == null || !thread.IsTooLate;
    }

    public bool WakeOne()
    {
        if (waiters.First is not { } first)
        {
            return false;
        }

        first.Value.Wake();
        return true;
    }

    public void WakeAll()
    {
        while (WakeOne())
        {
        }
    }

    /// <summary>A thread waits no longer.</summary>
    public void Forget(SimulatedThread thread)
    {
        thread.Point = null;
        waiters.Remove(thread);
    }
}
