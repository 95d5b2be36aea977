using System;

namespace AsyncCore;

/// <summary>An item was taken from a queue that is empty, without waiting. In asyncio: <c>QueueEmpty</c>.</summary>
public class QueueEmptyException : Exception
{
    /// <summary>Makes the exception.</summary>
    public QueueEmptyException()
        : base("The queue is empty. Await Get to wait for an item.")
    {
    }
}
