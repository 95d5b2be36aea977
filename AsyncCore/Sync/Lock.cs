using System;
using System.ComponentModel;
using AsyncCore.CompilerServices;

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
public sealed class Lock : WaitQueue, IDisposable
{
    /// <summary>It was passed on to a task that has not had its turn since.</summary>
    private bool isPassedOn;

    /// <summary>Makes a lock that is free.</summary>
    public Lock() => State = Finished;

    /// <summary>True if a task holds it. In asyncio: <c>locked()</c>.</summary>
    public bool IsLocked => State == Waiting && !isPassedOn;

    /// <summary>Waits until it is free and takes it. In asyncio: <c>acquire()</c>.</summary>
    /// <returns>What to await; its result is this lock, for <c>using</c>.</returns>
    public Lock Acquire() => this;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Lock GetAwaiter() => this;

    /// <summary>Part of the await pattern: takes the lock.</summary>
    /// <returns>This, to be released by disposing it.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Lock GetResult()
    {
        if (Trampoline.Fault != null)
        {
            Trampoline.Throw();
        }

        State = Waiting;
        isPassedOn = false;
        return this;
    }

    /// <summary>Frees it, or passes it on to the task that has waited longest. Any task may. In asyncio: <c>release()</c>.</summary>
    /// <exception cref="InvalidOperationException">Nobody holds it.</exception>
    public void Release()
    {
        if (!IsLocked)
        {
            throw new InvalidOperationException("This lock is not taken, so it cannot be released. Release it once for each Acquire.");
        }

        PassOn();
    }

    /// <summary>Releases the lock, for <c>using</c>.</summary>
    public void Dispose() => Release();

    internal override void Conclude()
    {
        State = Waiting;
        isPassedOn = false;
        Trampoline.Result = this;
    }

    internal override void Abandon(Task task) => PassOn();

    private void PassOn()
    {
        isPassedOn = WakeFirst();
        if (!isPassedOn)
        {
            State = Finished;
        }
    }
}
