using System;

namespace AsyncCore;

/// <summary>
/// Limits the time of a block: <c>using (TimeoutScope.After(500)) { ... }</c>. In asyncio: <c>timeout()</c>.
/// </summary>
/// <remarks>
/// At the deadline what the block awaits is cancelled, and when the block has unwound, leaving it throws <see cref="TimeoutException"/> instead of
/// <see cref="CancelledException"/>. A scope can be kept and entered again, and then allocates nothing.
/// </remarks>
public sealed class TimeoutScope : IDisposable
{
    private readonly TimeoutAlarm limit = new TimeoutAlarm();

    /// <summary>True if the time was up before the block ended. In asyncio: <c>expired()</c>.</summary>
    public bool IsExpired => limit.IsExpired;

    /// <summary>Makes a scope and enters it.</summary>
    /// <param name="limitMs">Milliseconds from now.</param>
    /// <returns>The scope, to be disposed at the end of the block.</returns>
    public static TimeoutScope After(int limitMs) => new TimeoutScope().Enter(limitMs);

    /// <summary>Enters the scope for the running task.</summary>
    /// <param name="limitMs">Milliseconds from now.</param>
    /// <returns>This.</returns>
    /// <exception cref="InvalidOperationException">It is in use.</exception>
    public TimeoutScope Enter(int limitMs)
    {
        if (limit.Task != null)
        {
            throw new InvalidOperationException("This timeout scope is in use. Leave it first, or make another one.");
        }

        limit.Begin(Asyncio.CurrentTask);
        Reschedule(limitMs);
        return this;
    }

    /// <summary>Moves the deadline. In asyncio: <c>reschedule()</c>.</summary>
    /// <param name="limitMs">Milliseconds from now.</param>
    /// <exception cref="InvalidOperationException">The scope was not entered, or its time was up.</exception>
    public void Reschedule(int limitMs)
    {
        if (limit.Task == null || limit.IsExpired)
        {
            throw new InvalidOperationException("Only the deadline of a scope that was entered and has time left can be moved.");
        }

        limit.Arm(EventLoop.Current.DeadlineIn(limitMs));
    }

    /// <summary>Leaves the scope.</summary>
    /// <exception cref="TimeoutException">The time was up.</exception>
    public void Dispose()
    {
        if (limit.Task == null)
        {
            return;
        }

        bool isTimeout = limit.IsExpired && !limit.IsCancelledFromOutside;
        limit.End();
        if (isTimeout)
        {
            throw new TimeoutException();
        }
    }
}
