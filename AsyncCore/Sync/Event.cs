using System.ComponentModel;

namespace AsyncCore;

/// <summary>Something that happens once, or is so until it is cleared, and for which any number of tasks wait. In asyncio: <c>Event</c>.</summary>
/// <remarks>For tasks of the loop only; other threads and interrupts have <see cref="ThreadSafeFlag"/>.</remarks>
public sealed class Event : WaitQueue
{
    /// <summary>True if it is set. In asyncio: <c>is_set()</c>.</summary>
    public bool IsSet => State == Finished;

    /// <summary>
    /// Sets it and wakes all that wait now, first come first, even if it is cleared before they run. In asyncio: <c>set()</c>.
    /// </summary>
    public void Set()
    {
        State = Finished;
        if (HasWaiters)
        {
            WakeAll();
        }
    }

    /// <summary>Clears it: whoever waits from now on waits for the next <see cref="Set"/>. In asyncio: <c>clear()</c>.</summary>
    public void Clear() => State = Waiting;

    /// <summary>Waits until it is set; not at all if it is. In asyncio: <c>wait()</c>.</summary>
    /// <returns>What to await.</returns>
    public Event Wait() => this;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Event GetAwaiter() => this;
}
