using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Stands in a task's chain as if the innermost coroutine had called it, and ends at once with an exception: that is how
/// a cancellation reaches the await at which a task is suspended.
/// </summary>
internal sealed class CancelDelivery : Coroutine
{
    private readonly Exception exception;
    private readonly Awaitable awaited;

    internal CancelDelivery(Coroutine interrupted, Awaitable awaited, Exception exception)
    {
        Caller = interrupted;
        this.awaited = awaited;
        this.exception = exception;
    }

    public override Awaitable MoveNext()
    {
        State = Cancelled;
        awaited?.Abandon(Trampoline.Running);
        Trampoline.Fault = exception;
        return null;
    }

    internal override string Describe() => Caller == Root ? "(not started)" : Caller.Describe();
}
