namespace AsyncCore;

/// <summary>Something that stands in the loop's <see cref="TimerQueue"/>: a task, or an alarm.</summary>
public abstract class TimerNode : Awaitable
{
    /// <summary>Where it stands in the table, from 1; 0 if it does not.</summary>
    internal int HeapIndex;

    private protected TimerNode(int state)
        : base(state)
    {
    }

    /// <summary>Its time has come. It has no deadline any more.</summary>
    internal abstract void Due();
}
