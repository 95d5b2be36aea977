using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>The wait for room in a <see cref="Queue"/>: a coroutine written by hand, used again when it has ended.</summary>
public sealed class QueuePutOperation : Coroutine
{
    /// <summary>What is to be put.</summary>
    internal object Item;

    private readonly Queue queue;

    internal QueuePutOperation(Queue queue) => this.queue = queue;

    /// <summary>True if there is room, so that nothing needs to be awaited.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new bool IsCompleted => !queue.IsFull && State == Unstarted;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new QueuePutOperation GetAwaiter() => this;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new void GetResult()
    {
        if (State != Unstarted)
        {
            Trampoline.ThrowIfFaulted();
            return;
        }

        Deliver();
    }

    /// <inheritdoc/>
    public override Awaitable MoveNext()
    {
        if (Trampoline.Fault != null)
        {
            Item = null;
            State = Finished;
            queue.Recycle(this);
        }
        else if (queue.IsFull)
        {
            State = 0;
            return queue.Putters;
        }
        else
        {
            Trampoline.Result = null;
            Deliver();
        }

        return null;
    }

    internal override string Describe() => "room in a queue";

    [Inlined]
    private void Deliver()
    {
        object delivered = Item;
        Item = null;
        State = Finished;
        queue.Recycle(this);
        queue.PutNowait(delivered);
    }
}
