using System;
using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>Lets so many tasks at a time into something. In asyncio: <c>Semaphore</c>, and with a maximum <c>BoundedSemaphore</c>.</summary>
/// <remarks>First come, first served: a permit that is released goes to the task that has waited longest, and nobody can barge in.</remarks>
public sealed class Semaphore : WaitQueue, IDisposable
{
    private readonly int maximum;
    private int free;

    /// <summary>Permits passed on to tasks that have not had their turn since.</summary>
    private int promised;

    /// <summary>Makes a semaphore.</summary>
    /// <param name="permits">How many tasks may enter at first, 0 or more.</param>
    /// <param name="maximum">How many there may ever be; releasing more throws.</param>
    /// <exception cref="ArgumentOutOfRangeException">The permits are negative or above the maximum.</exception>
    public Semaphore(int permits = 1, int maximum = int.MaxValue)
    {
        if (permits < 0 || permits > maximum)
        {
            throw new ArgumentOutOfRangeException(nameof(permits));
        }

        free = permits;
        this.maximum = maximum;
        Show();
    }

    /// <summary>True if a task that acquires it now would wait. In asyncio: <c>locked()</c>.</summary>
    public bool IsLocked => free == 0;

    /// <summary>Waits for a permit and takes it. In asyncio: <c>acquire()</c>.</summary>
    /// <returns>What to await; its result is this semaphore, for <c>using</c>.</returns>
    public Semaphore Acquire() => this;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Semaphore GetAwaiter() => this;

    /// <summary>Part of the await pattern: takes the permit.</summary>
    /// <returns>This, to be released by disposing it.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Semaphore GetResult()
    {
        if (Trampoline.Fault != null)
        {
            Trampoline.Throw();
        }

        Take();
        return this;
    }

    /// <summary>Gives a permit back, or a new one. Any task may. In asyncio: <c>release()</c>.</summary>
    /// <exception cref="InvalidOperationException">All permits are free already.</exception>
    public void Release()
    {
        if (free + promised >= maximum)
        {
            throw new InvalidOperationException("All " + maximum + " permits of this semaphore are free. Release it once for each Acquire.");
        }

        Give();
    }

    /// <summary>Gives the permit back, for <c>using</c>.</summary>
    public void Dispose() => Release();

    internal override void Conclude()
    {
        Take();
        Trampoline.Result = this;
    }

    internal override void Abandon(Task task)
    {
        promised--;
        Give();
    }

    private void Give()
    {
        if (WakeFirst())
        {
            promised++;
        }
        else
        {
            free++;
        }

        Show();
    }

    private void Take()
    {
        Task task = Trampoline.Running;
        if (task.WaitingOn == this)
        {
            // It waited, and what it waited for is its own now.
            task.WaitingOn = null;
            promised--;
        }
        else
        {
            free--;
        }

        Show();
    }

    private void Show() => State = free > 0 ? Finished : Waiting;
}
