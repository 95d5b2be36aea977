using System;

namespace AsyncCore;

/// <summary>The barrier was aborted or reset while a task waited at it. In asyncio: <c>BrokenBarrierError</c>.</summary>
public class BrokenBarrierException : Exception
{
    /// <summary>Makes the exception.</summary>
    public BrokenBarrierException()
        : base("The barrier was aborted or reset. Reset it before it can be used again.")
    {
    }
}
