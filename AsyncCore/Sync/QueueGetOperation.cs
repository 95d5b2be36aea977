using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>The wait for an item of a <see cref="Queue"/>: a coroutine written by hand, used again when it has ended.</summary>
public sealed class QueueGetOperation : Coroutine<object>
{
    private readonly Queue queue;

    internal QueueGetOperation(Queue queue) => this.queue = queue;

    /// <summary>True if there is an item, so that nothing needs to be awaited.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new bool IsCompleted => !queue.IsEmpty && State == Unstarted;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new QueueGetOperation GetAwaiter() => this;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    /// <returns>The item.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new object GetResult()
    {
        if (State != Unstarted)
        {
            return Trampoline.TakeResult();
        }

        State = Finished;
        queue.Recycle(this);
        return queue.GetNowait();
    }

    /// <inheritdoc/>
    public override Awaitable MoveNext()
    {
        if (Trampoline.Fault == null)
        {
            if (queue.IsEmpty)
            {
                State = 0;
                return queue.Getters;
            }

            Trampoline.Result = queue.GetNowait();
        }

        State = Finished;
        queue.Recycle(this);
        return null;
    }

    internal override string Describe() => "an item of a queue";
}
