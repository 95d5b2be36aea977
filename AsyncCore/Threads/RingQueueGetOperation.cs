using System;
using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>The wait for an item of a <see cref="RingQueue"/>: a coroutine written by hand, used again when it has ended.</summary>
public sealed class RingQueueGetOperation : Coroutine<object>
{
    private readonly RingQueue queue;

    internal RingQueueGetOperation(RingQueue queue) => this.queue = queue;

    /// <summary>True if there is an item, so that nothing needs to be awaited.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new bool IsCompleted => !queue.IsEmpty && State == Unstarted;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new RingQueueGetOperation GetAwaiter() => this;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    /// <returns>The item.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new object GetResult()
    {
        if (State != Unstarted)
        {
            return Trampoline.TakeResult();
        }

        End();
        return queue.GetNowait();
    }

    /// <inheritdoc/>
    public override Awaitable MoveNext()
    {
        if (Trampoline.Fault == null)
        {
            if (State != Unstarted)
            {
                queue.Arrived.Conclude();
            }

            if (queue.IsEmpty)
            {
                return Wait();
            }

            Trampoline.Result = queue.GetNowait();
        }

        End();
        return null;
    }

    internal override string Describe() => "an item of a ring queue";

    /// <summary>The flag may still be set for an item that was taken without waiting; then the loop comes back at once.</summary>
    private Awaitable Wait()
    {
        try
        {
            ThreadSafeFlag arrived = queue.Arrived.Wait();
            State = 0;
            return arrived;
        }
        catch (InvalidOperationException exception)
        {
            Trampoline.Fault = exception;
            End();
            return null;
        }
    }

    private void End()
    {
        State = Finished;
        queue.Recycle(this);
    }
}
