using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Stands in a task's chain as if the innermost coroutine had called it, and ends at once with an exception: that is how
/// a cancellation reaches the await at which a task is suspended.
/// </summary>
internal sealed class CancelDelivery : Coroutine
{
    private readonly CancelledException exception;
    private Awaitable awaited;

    internal CancelDelivery(CancelledException exception) => this.exception = exception;

    /// <summary>True if there was no memory for one, and tasks wait for their turn to hear of their cancellations: to try again for each would take a collection of garbage each.</summary>
    internal static bool IsShort;

    public override Awaitable MoveNext()
    {
        State = Cancelled;
        awaited?.Abandon(Trampoline.Running);
        Trampoline.Fault = exception;
        return null;
    }

    /// <summary>Makes one.</summary>
    /// <returns>Null if there is no memory for it.</returns>
    internal static CancelDelivery TryMake(string reason)
    {
        if (IsShort)
        {
            return null;
        }

        try
        {
            return new CancelDelivery(new CancelledException(reason));
        }
        catch (OutOfMemoryException)
        {
            EventLoop.Reserve = null;
            IsShort = true;
            return null;
        }
    }

    /// <summary>Says for whom it is.</summary>
    /// <param name="interrupted">The innermost coroutine; that of no task if the task has not started.</param>
    /// <param name="given">What has woken the task already; null if it waits.</param>
    [Inlined]
    internal void Address(Coroutine interrupted, Awaitable given)
    {
        State = Unstarted;
        Caller = interrupted;
        awaited = given;
    }

    internal override string Describe() => Caller == Root ? "(not started)" : Caller.Describe();
}
