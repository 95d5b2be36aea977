using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Something a coroutine can await: another coroutine, a <see cref="Task"/>, a sleep, an <see cref="Event"/> and so on.
/// </summary>
/// <remarks>
/// An awaitable is its own awaiter, so that an await makes no object. <see cref="State"/> says both what it is and how far it
/// got, in one number, so that the loop needs no cast to find out:
/// <code>
///        -4  Cancelled      a task that ended by cancellation
///        -3  Faulted        a coroutine or task that ended with an exception
///        -2  Finished       ended, or nothing to wait for (an event that is set, a lock that is free)
///        -1  Unstarted      a coroutine that was not awaited yet, or is running just now
///   0..9999  (at await n)   a coroutine that waits
///     10000  Turn           lets every other task have a turn
///     10001  Sleep          waits for a time
///     10002  Waiting        waits to be woken: an event that is not set, a lock that is taken
///   20000..  PendingTask    a task that has not ended; plus the number of its cancellations
/// </code>
/// </remarks>
public abstract class Awaitable : INotifyCompletion
{
    internal const int Cancelled = -4;
    internal const int Faulted = -3;
    internal const int Finished = -2;
    internal const int Unstarted = -1;
    internal const int Turn = 10000;
    internal const int Sleeping = 10001;
    internal const int Waiting = 10002;
    internal const int PendingTask = 20000;

    /// <summary>What this is and how far it got; written by woven code and by the loop only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int State;

    private protected Awaitable(int state) => State = state;

    /// <summary>True if there is nothing left to wait for.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsCompleted => State < Unstarted;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Awaitable GetAwaiter() => this;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void GetResult()
    {
        Trampoline.ThrowIfFaulted();
        Conclude();
        Trampoline.ThrowIfFaulted();
    }

    /// <summary>Part of the compiler's contract; never called.</summary>
    /// <param name="continuation">What would run next.</param>
    [CompileTimeOnly]
    public void OnCompleted(Action continuation) => throw null;

    /// <summary>
    /// Does for a coroutine of ours what <c>GetResult</c> does for woven code: takes what was waited for, and leaves
    /// the outcome in the <see cref="Trampoline"/>.
    /// </summary>
    internal virtual void Conclude() => Trampoline.Result = null;

    /// <summary>
    /// A task that had been woken by this was cancelled before its turn: what it had been given goes to another.
    /// </summary>
    /// <param name="task">The task.</param>
    internal virtual void Abandon(Task task)
    {
    }

    /// <summary>Puts a task that waits for this, and has left the ready, where the end of the wait will find it.</summary>
    /// <param name="task">A task whose turn has ended.</param>
    internal virtual void AddWaiter(Task task)
    {
    }

    /// <summary>Takes a task that gives up waiting out of whatever keeps it here.</summary>
    /// <param name="task">A task that waits for this.</param>
    internal virtual void RemoveWaiter(Task task)
    {
    }

    /// <summary>The tasks that somebody who waits for this waits for, one after the other: for a picture of who waits for whom.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>The task, which may have ended; null after the last.</returns>
    internal virtual Task AwaitedTask(int index) => null;

    /// <summary>What this is, in the words of a report.</summary>
    /// <returns>A few words.</returns>
    internal virtual string Describe() => GetType().Name;
}
