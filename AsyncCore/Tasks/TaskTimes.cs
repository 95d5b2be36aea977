namespace AsyncCore;

/// <summary>
/// The times of a task that was made while <see cref="EventLoop.TracksAges"/> was on. What its turns took, and how late it was woken, is noted while
/// <see cref="EventLoop.SlowTurnMs"/> is on, for then the clock is read at each turn anyway.
/// </summary>
internal sealed class TaskTimes
{
    /// <summary>When its sleep ends; <see cref="TimerQueue.Never"/> if it did not fall asleep in its last turn.</summary>
    private long dueMs = TimerQueue.Never;

    private TaskTimes(long bornMs) => BornMs = bornMs;

    /// <summary>When the task was made, in the loop's time.</summary>
    internal long BornMs { get; }

    /// <summary>How long all its turns together have taken, in milliseconds.</summary>
    internal long RanMs { get; private set; }

    /// <summary>How long the longest of them has taken; -1 if none was timed.</summary>
    internal long LongestTurnMs { get; private set; } = -1;

    /// <summary>By how much a sleep was too long, at worst: the time between its end and the turn after it.</summary>
    internal long LatestMs { get; private set; }

    /// <summary>The times of a task that is made now; null if nobody wants to know.</summary>
    internal static TaskTimes Begin(EventLoop loop) => loop.TracksAges ? new TaskTimes(loop.Clock.NowMs) : null;

    /// <summary>A turn begins.</summary>
    internal void BeginTurn(long nowMs)
    {
        if (nowMs - dueMs > LatestMs)
        {
            LatestMs = nowMs - dueMs;
        }

        dueMs = TimerQueue.Never;
    }

    /// <summary>A turn has ended.</summary>
    /// <param name="durationMs">How long it took.</param>
    /// <param name="sleepsUntilMs">When the sleep ends in which it ended; <see cref="TimerQueue.Never"/> for any other wait.</param>
    internal void EndTurn(long durationMs, long sleepsUntilMs)
    {
        RanMs += durationMs;
        LongestTurnMs = durationMs > LongestTurnMs ? durationMs : LongestTurnMs;
        dueMs = sleepsUntilMs;
    }
}
