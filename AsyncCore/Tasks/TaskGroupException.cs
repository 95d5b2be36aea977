using System;

namespace AsyncCore;

/// <summary>Tasks of a <see cref="TaskGroup"/> failed. In asyncio: <c>ExceptionGroup</c>.</summary>
public class TaskGroupException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="exceptions">What went wrong; at least one.</param>
    public TaskGroupException(Exception[] exceptions)
        : base(exceptions.Length + " failed in a task group; the first: " + exceptions[0].Message, exceptions[0])
    {
        Exceptions = exceptions;
    }

    /// <summary>Every failure, in the order in which they came.</summary>
    public Exception[] Exceptions { get; }
}
