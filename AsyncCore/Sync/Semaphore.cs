using System;

namespace AsyncCore;

/// <summary>Lets so many tasks at a time into something: <c>using (await permits.Acquire()) { ... }</c>. In asyncio: <c>Semaphore</c>, and with a maximum <c>BoundedSemaphore</c>.</summary>
/// <remarks>First come, first served: a permit that is released goes to the task that has waited longest, and nobody can barge in.</remarks>
public sealed class Semaphore : IDisposable
{
    private readonly SemaphoreAcquire acquire;
    private readonly int maximum;

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

        acquire = new SemaphoreAcquire(this, permits);
        this.maximum = maximum;
    }

    /// <summary>True if a task that acquires it now would wait. In asyncio: <c>locked()</c>.</summary>
    public bool IsLocked => acquire.FreeCount == 0;

    /// <summary>Waits for a permit and takes it. In asyncio: <c>acquire()</c>.</summary>
    /// <returns>
    /// What to await; its result is this semaphore, for <c>using</c>. Without the <c>await</c> there is nothing to dispose, and that does not compile.
    /// </returns>
    public SemaphoreAcquire Acquire() => acquire;

    /// <summary>Gives a permit back, or a new one. Any task may. In asyncio: <c>release()</c>.</summary>
    /// <exception cref="InvalidOperationException">All permits are free already.</exception>
    public void Release()
    {
        if (acquire.UntakenCount >= maximum)
        {
            throw new InvalidOperationException("All " + maximum + " permits of this semaphore are free. Release it once for each Acquire.");
        }

        acquire.Give();
    }

    /// <summary>Gives the permit back, for <c>using</c>.</summary>
    public void Dispose() => Release();
}
