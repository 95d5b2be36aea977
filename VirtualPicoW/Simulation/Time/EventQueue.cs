using System;

namespace VirtualPicoW;

/// <summary>Events by time: a binary heap, out of which each can be taken at any moment.</summary>
internal sealed class EventQueue
{
    private SimulatedEvent[] events = new SimulatedEvent[64];
    private long lastOrder;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them let something happen.</summary>
    public int ForegroundCount { get; private set; }

    /// <summary>The next one.</summary>
    public SimulatedEvent First => events[0];

    /// <summary>Puts one in, or gives it another time if it is there.</summary>
    public void Add(SimulatedEvent added, long time)
    {
        Remove(added);
        added.Time = time;
        added.Order = ++lastOrder;
        added.Queue = this;
        if (Count == events.Length)
        {
            Array.Resize(ref events, 2 * Count);
        }

        ForegroundCount += added.IsBackground ? 0 : 1;
        Rise(added, Count++);
    }

    /// <summary>Takes one out; nothing happens if it is not there.</summary>
    public void Remove(SimulatedEvent removed)
    {
        int place = removed.Place;
        if (place < 0)
        {
            return;
        }

        removed.Place = -1;
        ForegroundCount -= removed.IsBackground ? 0 : 1;
        SimulatedEvent last = events[--Count];
        events[Count] = null!;
        if (last != removed)
        {
            Sink(last, place);
            Rise(last, last.Place);
        }
    }

    private static bool IsBefore(SimulatedEvent one, SimulatedEvent other) => one.Time < other.Time || (one.Time == other.Time && one.Order < other.Order);

    private void Rise(SimulatedEvent moved, int place)
    {
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!IsBefore(moved, events[parent]))
            {
                break;
            }

            Put(events[parent], place);
            place = parent;
        }

        Put(moved, place);
    }

    private void Sink(SimulatedEvent moved, int place)
    {
        while (true)
        {
            int child = (2 * place) + 1;
            if (child + 1 < Count && IsBefore(events[child + 1], events[child]))
            {
                child++;
            }

            if (child >= Count || !IsBefore(events[child], moved))
            {
                break;
            }

            Put(events[child], place);
            place = child;
        }

        Put(moved, place);
    }

    private void Put(SimulatedEvent put, int place)
    {
        events[place] = put;
        put.Place = place;
    }
}
