using System;
using System.Collections.Generic;

namespace VirtualPicoW;

/// <summary>As <see cref="InterruptThread"/>, in simulated time.</summary>
internal sealed class SimulatedInterrupts : IInterruptQueue
{
    /// <summary>nanoFramework's queue between interrupts and managed code.</summary>
    private const int QueueLength = 64;

    private readonly Queue<Action> events = new();
    private readonly WaitPoint news;
    private readonly BoardLog log;

    public SimulatedInterrupts(SimulatedWorld world, Scheduler scheduler, BoardLog log)
    {
        this.log = log;
        news = new WaitPoint(scheduler);
        world.StartThread("interrupts", Deliver);
    }

    public void Post(Action handler)
    {
        if (events.Count == QueueLength)
        {
            events.Dequeue();
            log.Add("board", $"an event was lost: {QueueLength} were waiting for a handler to return");
        }

        events.Enqueue(handler);
        news.WakeOne();
    }

    public void Stop() => events.Clear();

    private void Deliver()
    {
        while (true)
        {
            while (events.Count == 0)
            {
                news.Wait(null);
            }

            try
            {
                events.Dequeue()();
            }
            catch (Exception exception) when (exception is not Hardware.BoardStoppedException)
            {
                log.Add("board", $"an event handler threw {exception}");
            }
        }
    }
}
