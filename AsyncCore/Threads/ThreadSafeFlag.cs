using System;

namespace AsyncCore;

/// <summary>
/// The one way in from other threads and from interrupts: a task waits for the flag, anybody may set it. In asyncio (MicroPython):
/// <c>ThreadSafeFlag</c>.
/// </summary>
/// <remarks>Sets coalesce: two before the waiter ran wake it once. The flag clears itself when a wait for it ends.</remarks>
public sealed class ThreadSafeFlag : WaitQueue
{
    /// <summary>The next flag that was set and that the loop has not seen; guarded by the <see cref="EntryQueue"/>.</summary>
    internal ThreadSafeFlag NextPosted;

    /// <summary>It stands in the list of those set; guarded by the <see cref="EntryQueue"/>.</summary>
    internal bool IsPosted;

    /// <summary>True if the flag is set.</summary>
    public bool IsSet => State == Finished || IsPosted;

    /// <summary>Sets the flag and wakes the task that waits for it, and the loop if it idles. In asyncio: <c>set()</c>.</summary>
    public void Set() => EntryQueue.Add(this);

    /// <summary>Clears the flag. For the loop's own thread. In asyncio: <c>clear()</c>.</summary>
    public void Clear()
    {
        EntryQueue.TakeFlags();
        if (!HasWaiters)
        {
            State = Waiting;
        }
    }

    /// <summary>Waits until the flag is set, then clears it. In asyncio: <c>wait()</c>.</summary>
    /// <returns>What to await.</returns>
    /// <exception cref="InvalidOperationException">Another task waits for this flag; it serves one.</exception>
    public ThreadSafeFlag Wait()
    {
        if (HasWaiters)
        {
            throw new InvalidOperationException(
                "Task " + First.Name + " waits for this ThreadSafeFlag already, and it serves one. Let that task set an Event for the others.");
        }

        if (IsPosted)
        {
            EntryQueue.TakeFlags();
        }

        return this;
    }

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    public new ThreadSafeFlag GetAwaiter() => this;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    public new void GetResult()
    {
        CompilerServices.Trampoline.ThrowIfFaulted();
        State = Waiting;
    }

    /// <summary>The loop has seen that the flag was set.</summary>
    internal void Arrive()
    {
        State = Finished;
        WakeFirst();
    }

    internal override void Conclude()
    {
        State = Waiting;
        CompilerServices.Trampoline.Result = null;
    }
}
