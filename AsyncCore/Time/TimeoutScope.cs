using System;
using System.ComponentModel;

namespace AsyncCore;

/// <summary>
/// Limits the time of a block: <c>using (TimeoutScope.After(500)) { ... }</c>. In asyncio: <c>timeout()</c>.
/// </summary>
/// <remarks>
/// <para>
/// At the deadline what the block awaits is cancelled, and when the block has unwound, leaving it throws <see cref="TimeoutException"/> instead of that
/// <see cref="CancelledException"/>. Any other exception passes, and a block that comes to its end after all has simply ended.
/// </para>
/// <para>A scope can be kept and entered again, and then allocates nothing.</para>
/// </remarks>
public sealed class TimeoutScope : IDisposable
{
    private readonly TimeoutAlarm limit = new TimeoutAlarm();

    /// <summary>True if the time was up before the block ended. In asyncio: <c>expired()</c>.</summary>
    public bool IsExpired => limit.IsExpired;

    /// <summary>Makes a scope and enters it.</summary>
    /// <param name="limitMs">Milliseconds from now, or <see cref="Asyncio.NoLimit"/>; at zero or less the first wait is cancelled.</param>
    /// <returns>The scope, to be disposed at the end of the block.</returns>
    public static TimeoutScope After(int limitMs) => new TimeoutScope().Enter(limitMs);

    /// <summary>Enters the scope for the running task.</summary>
    /// <param name="limitMs">Milliseconds from now, or <see cref="Asyncio.NoLimit"/>; at zero or less the first wait is cancelled.</param>
    /// <returns>This.</returns>
    /// <exception cref="InvalidOperationException">It is in use.</exception>
    public TimeoutScope Enter(int limitMs)
    {
        if (limit.Task != null)
        {
            throw new InvalidOperationException("This timeout scope is in use. Leave it first, or make another one.");
        }

        Task running = Asyncio.CurrentTask;
        limit.Set(limitMs);
        limit.Begin(running);
        return this;
    }

    /// <summary>Moves the deadline. In asyncio: <c>reschedule()</c>.</summary>
    /// <param name="limitMs">Milliseconds from now, or <see cref="Asyncio.NoLimit"/>; at zero or less the first wait is cancelled.</param>
    /// <exception cref="InvalidOperationException">The scope was not entered, or its time was up.</exception>
    public void Reschedule(int limitMs)
    {
        if (limit.Task == null || limit.IsExpired)
        {
            throw new InvalidOperationException("Only the deadline of a scope that was entered and has time left can be moved.");
        }

        limit.Set(limitMs);
    }

    /// <summary>Leaves the scope.</summary>
    /// <exception cref="TimeoutException">The time was up, and the block is left by the exception that this has brought about.</exception>
    /// <remarks>
    /// For <c>using</c>, and in a <c>finally</c> block, the weaver puts <see cref="Leave(Exception)"/> in its place. Called in any other way, as by another
    /// object's <c>Dispose</c>, it is not told how the block is left, and throws if the time was up.
    /// </remarks>
    public void Dispose() => Leave(true);

    /// <summary>Leaves the scope. Called by woven code only.</summary>
    /// <param name="underWay">The exception by which the block is left; null if it has come to its end.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Leave(Exception underWay) => Leave(underWay is CancelledException);

    private void Leave(bool isCancelled)
    {
        if (limit.Task != null && !limit.End() && limit.IsExpired && isCancelled)
        {
            throw new TimeoutException();
        }
    }
}
