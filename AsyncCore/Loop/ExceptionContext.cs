using System;

namespace AsyncCore;

/// <summary>What an exception handler is told. In asyncio: the <c>context</c> dictionary.</summary>
public sealed class ExceptionContext
{
    /// <summary>Makes a report.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="exception">The exception, or null.</param>
    /// <param name="task">The task that failed, or null.</param>
    public ExceptionContext(string message, Exception exception, Task task)
    {
        Message = message;
        Exception = exception;
        Task = task;
    }

    /// <summary>What went wrong. In asyncio: <c>context["message"]</c>.</summary>
    public string Message { get; }

    /// <summary>The exception, or null. In asyncio: <c>context["exception"]</c>.</summary>
    public Exception Exception { get; }

    /// <summary>The task that failed, or null. In asyncio: <c>context["future"]</c>.</summary>
    public Task Task { get; }
}
