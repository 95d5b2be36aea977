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
        Trace = FaultTrace.Of(exception);
    }

    /// <summary>What went wrong. In asyncio: <c>context["message"]</c>.</summary>
    public string Message { get; }

    /// <summary>The exception, or null. In asyncio: <c>context["exception"]</c>.</summary>
    public Exception Exception { get; }

    /// <summary>
    /// The async methods through which the exception has come, one a line: the one that threw, who awaited it, and so on. Empty if that is not known, and on the
    /// virtual board, where the exception's own <see cref="System.Exception.StackTrace"/> tells them with their lines.
    /// </summary>
    public string Trace { get; internal set; }

    /// <summary>The task that failed, or null. In asyncio: <c>context["future"]</c>.</summary>
    public Task Task { get; }
}
