using System;
using System.Threading;

namespace VirtualPicoW;

/// <summary>A thread that runs only while it has the baton, and waits in simulated time.</summary>
internal sealed class SimulatedThread
{
    private readonly SemaphoreSlim baton = new(0);
    private readonly Scheduler scheduler;
    private readonly SimulatedEvent limit;

    public SimulatedThread(Scheduler scheduler, ThreadGroup group, object? owner, bool isBackground = false)
    {
        this.scheduler = scheduler;
        Group = group;
        Owner = owner;
        limit = new SimulatedEvent(OnLimit) { IsBackground = isBackground };
    }

    /// <summary>The threads that may be held up together.</summary>
    public ThreadGroup Group { get; }

    /// <summary>What the firmware knows of it.</summary>
    public object? Owner { get; set; }

    /// <summary>What it waits at; null if it sleeps or does not wait.</summary>
    public WaitPoint? Point { get; set; }

    /// <summary>True if it waits, for whatever.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>True if its last wait ended because it took too long.</summary>
    public bool IsTooLate { get; private set; }

    /// <summary>How often it was told that the power was cut.</summary>
    public int Refusals { get; set; }

    /// <summary>Ends its wait at that time, if nothing does before.</summary>
    public void SetLimit(TimeSpan time)
    {
        IsTooLate = false;
        scheduler.Plan(limit, time);
    }

    /// <summary>Lets it run as soon as it has its turn.</summary>
    public void Wake()
    {
        if (IsWaiting)
        {
            limit.Dispose();
            Point?.Forget(this);
            scheduler.MakeReady(this);
        }
    }

    /// <summary>Gives it the baton.</summary>
    public void TakeBaton() => baton.Release();

    /// <summary>Stands still until it has the baton.</summary>
    public void WaitForBaton() => baton.Wait();

    private void OnLimit()
    {
        IsTooLate = true;
        Wake();
    }
}
