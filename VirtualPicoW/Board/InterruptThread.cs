using System;
using System.Collections.Generic;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// nanoFramework delivers hardware events on one thread: the next one only after the handler of the last has returned.
/// </summary>
internal sealed class InterruptThread : IInterruptQueue
{
    /// <summary>nanoFramework's queue between interrupts and managed code holds 64 records; when full, the oldest goes.</summary>
    private const int QueueLength = 64;

    private readonly Queue<Action> events = new();
    private readonly BoardLog log;
    private bool stopped;

    public InterruptThread(BoardLog log)
    {
        this.log = log;
        new Thread(Deliver) { IsBackground = true, Name = "interrupts" }.Start();
    }

    public void Post(Action handler)
    {
        bool lost = false;
        lock (events)
        {
            if (events.Count == QueueLength)
            {
                events.Dequeue();
                lost = true;
            }

            events.Enqueue(handler);
            Monitor.Pulse(events);
        }

        if (lost)
        {
            log.Add("board", $"an event was lost: {QueueLength} were waiting for a handler to return");
        }
    }

    public void Stop()
    {
        lock (events)
        {
            stopped = true;
            events.Clear();
            Monitor.Pulse(events);
        }
    }

    private void Deliver()
    {
        while (Next() is { } handler)
        {
            try
            {
                handler();
            }
            catch (Exception exception)
            {
                log.Add("board", $"an event handler threw {exception}");
            }
        }
    }

    private Action? Next()
    {
        lock (events)
        {
            while (events.Count == 0 && !stopped)
            {
                Monitor.Wait(events);
            }

            return stopped ? null : events.Dequeue();
        }
    }
}
