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

    private readonly Queue<Action> _events = new();
    private readonly BoardLog _log;
    private bool _stopped;

    public InterruptThread(BoardLog log)
    {
        _log = log;
        new Thread(Deliver) { IsBackground = true, Name = "interrupts" }.Start();
    }

    public void Post(Action handler)
    {
        var lost = false;
        lock (_events)
        {
            if (_events.Count == QueueLength)
            {
                _events.Dequeue();
                lost = true;
            }

            _events.Enqueue(handler);
            Monitor.Pulse(_events);
        }

        if (lost)
        {
            _log.Add("board", $"an event was lost: {QueueLength} were waiting for a handler to return");
        }
    }

    public void Stop()
    {
        lock (_events)
        {
            _stopped = true;
            _events.Clear();
            Monitor.Pulse(_events);
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
                _log.Add("board", $"an event handler threw {exception}");
            }
        }
    }

    private Action? Next()
    {
        lock (_events)
        {
            while (_events.Count == 0 && !_stopped)
            {
                Monitor.Wait(_events);
            }

            return _stopped ? null : _events.Dequeue();
        }
    }
}
