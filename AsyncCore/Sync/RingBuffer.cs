using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>Items in the order in which they came, in an array that is used round and round. It does not wait for anything.</summary>
internal sealed class RingBuffer
{
    private object[] items;
    private int first;

    internal RingBuffer(int capacity) => items = new object[capacity];

    internal int Count { get; private set; }

    internal int Capacity => items.Length;

    /// <summary>Adds an item at the end; there must be room.</summary>
    [Inlined]
    internal void Add(object item)
    {
        int end = first + Count;
        if (end >= items.Length)
        {
            end -= items.Length;
        }

        items[end] = item;
        Count++;
    }

    /// <summary>Takes the oldest item; there must be one.</summary>
    [Inlined]
    internal object Take()
    {
        object[] ring = items;
        int place = first;
        object item = ring[place];
        ring[place] = null;
        place++;
        first = place == ring.Length ? 0 : place;
        Count--;
        return item;
    }

    internal void Grow()
    {
        object[] larger = new object[items.Length * 2];
        int head = items.Length - first;
        Array.Copy(items, first, larger, 0, head);
        Array.Copy(items, 0, larger, head, first);
        items = larger;
        first = 0;
    }
}
