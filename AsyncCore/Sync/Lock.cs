using System;

namespace AsyncCore;

/// <summary>
/// Lets one task at a time into something: <c>using (await gate.Acquire()) { ... }</c>. In asyncio: <c>Lock</c>.
/// </summary>
/// <remarks>
/// <para>First come, first served; nobody can barge in. Not re-entrant: a task that acquires it twice waits for itself.</para>
/// <code>
///   free ──(Acquire)──> taken ──(Release, nobody waits)──> free
///                         │                      
///                         └──(Release)──> passed on to the next in line ──(its turn)──> taken
/// </code>
/// </remarks>
public sealed class Lock : IDisposable
{
    private readonly LockAcquire acquire;

    /// <summary>Makes a lock that is free.</summary>
    public Lock() => acquire = new LockAcquire(this);

    /// <summary>True if a task holds it; not while it is passed on, until the next in line has its turn. In asyncio: <c>locked()</c>.</summary>
    public bool IsLocked => acquire.IsTaken;

    /// <summary>Waits until it is free and takes it. In asyncio: <c>acquire()</c>.</summary>
    /// <returns>What to await; its result is this lock, for <c>using</c>. Without the <c>await</c> there is nothing to dispose, and that does not compile.</returns>
    public LockAcquire Acquire() => acquire;

    /// <summary>Frees it, or passes it on to the task that has waited longest. Any task may. In asyncio: <c>release()</c>.</summary>
    /// <exception cref="InvalidOperationException">Nobody holds it.</exception>
    public void Release()
    {
        if (!acquire.IsTaken)
        {
            throw new InvalidOperationException("This lock is not taken, so it cannot be released. Release it once for each Acquire.");
        }

        acquire.PassOn();
    }

    /// <summary>Releases the lock, for <c>using</c>.</summary>
    public void Dispose() => Release();
}
