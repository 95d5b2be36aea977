using System;

namespace AsyncCore;

/// <summary>
/// A queue that interrupts and other threads may fill, and one task empties. It allocates once, when it is made. In Hinch's library for
/// MicroPython: <c>RingbufQueue</c>, <c>ThreadSafeQueue</c>.
/// </summary>
/// <remarks>When it is full it refuses the newest item, or drops the oldest: an interrupt cannot wait for room.</remarks>
public sealed class RingQueue
{
    private readonly RingBuffer items;
    private readonly bool dropsOldest;
    private readonly SpareOperations spareGets = new SpareOperations();

    /// <summary>Makes an empty queue.</summary>
    /// <param name="capacity">How many items it holds, 1 or more.</param>
    /// <param name="dropsOldest">True to make room by dropping the oldest item.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    public RingQueue(int capacity, bool dropsOldest = false)
    {
        if (capacity < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity));
        }

        items = new RingBuffer(capacity);
        Recycle(new RingQueueGetOperation(this));
        this.dropsOldest = dropsOldest;
    }

    /// <summary>How many items it holds at most.</summary>
    public int Capacity => items.Capacity;

    /// <summary>How many items are in it.</summary>
    public int Count => items.Count;

    /// <summary>True if there is no item.</summary>
    public bool IsEmpty => items.Count == 0;

    /// <summary>True if there is no room.</summary>
    public bool IsFull => items.Count == items.Capacity;

    /// <summary>How many items were dropped to make room for newer ones.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>Set when an item comes into the empty queue.</summary>
    internal ThreadSafeFlag Arrived { get; } = new ThreadSafeFlag();

    /// <summary>Puts an item at the end. Any thread or interrupt may.</summary>
    /// <param name="item">The item.</param>
    /// <returns>False if there was no room, and the oldest is not to be dropped.</returns>
    public bool TryPut(object item)
    {
        bool wasEmpty;
        lock (items)
        {
            wasEmpty = IsEmpty;
            if (IsFull)
            {
                if (!dropsOldest)
                {
                    return false;
                }

                items.Take();
                DroppedCount++;
            }

            items.Add(item);
        }

        if (wasEmpty)
        {
            Arrived.Set();
        }

        return true;
    }

    /// <summary>Takes the oldest item, after waiting for one if need be. One task at a time may wait.</summary>
    /// <returns>What to await, once; its result is the item.</returns>
    public RingQueueGetOperation Get() => (RingQueueGetOperation)spareGets.Take() ?? new RingQueueGetOperation(this);

    /// <summary>Takes the oldest item.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="QueueEmptyException">There is none.</exception>
    public object GetNowait()
    {
        lock (items)
        {
            if (IsEmpty)
            {
                throw new QueueEmptyException();
            }

            return items.Take();
        }
    }

    internal void Recycle(RingQueueGetOperation get) => spareGets.Return(get);
}
