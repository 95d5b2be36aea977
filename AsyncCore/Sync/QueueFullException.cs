using System;

namespace AsyncCore;

/// <summary>An item was put into a queue that is full, without waiting. In asyncio: <c>QueueFull</c>.</summary>
public class QueueFullException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="capacity">How many items the queue holds.</param>
    public QueueFullException(int capacity)
        : base("The queue holds " + capacity + " items and is full. Await Put to wait for room.")
    {
    }
}
