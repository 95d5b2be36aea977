using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>Reports turns that last too long. While it is at work the loop looks up after each turn.</summary>
internal sealed class SlowTurnWatch
{
    /// <summary>Far away until it has seen a turn from the beginning.</summary>
    private long beganMs = long.MaxValue;

    private long heldFromMs = long.MaxValue;
    private long heldUntilMs;

    /// <summary>How many turns there were. The virtual board finds it, and <see cref="longestMs"/>, by its name.</summary>
    private int turns;

    /// <summary>The longest turn since the virtual board has looked.</summary>
    private long longestMs;

    internal SlowTurnWatch(int limitMs) => LimitMs = limitMs;

    internal int LimitMs { get; }

    /// <summary>The longest turns so far.</summary>
    internal WorstTurns Worst { get; } = new WorstTurns();

    internal void BeginTurn(EventLoop loop, Task task)
    {
        beganMs = loop.Clock.NowMs;
        task.Times?.BeginTurn(beganMs);
    }

    /// <summary>From now on no turn is to blame: a native call on some thread may hold up all of them. Any thread.</summary>
    internal void BeginHold(EventLoop loop)
    {
        heldUntilMs = long.MaxValue;
        heldFromMs = loop.Clock.NowMs;
    }

    /// <summary>The native call has returned. Any thread.</summary>
    internal void EndHold(EventLoop loop) => heldUntilMs = loop.Clock.NowMs;

    internal void EndTurn(EventLoop loop)
    {
        Task task = Trampoline.Running;
        if (task == null)
        {
            return;
        }

        long endedMs = loop.Clock.NowMs;
        long durationMs = endedMs - beganMs - HeldMs(endedMs);
        task.Times?.EndTurn(durationMs, loop.Timers.DeadlineMs(task));
        turns++;
        if (durationMs > longestMs)
        {
            longestMs = durationMs;
        }

        if (durationMs >= LimitMs)
        {
            Worst.Add(task.Name, durationMs);
            loop.Report(new ExceptionContext("Task " + task.Name + " held the loop for " + durationMs + " ms", null, task));
        }
    }

    /// <summary>How much of the turn fell into a native call.</summary>
    private long HeldMs(long endedMs)
    {
        long fromMs = heldFromMs > beganMs ? heldFromMs : beganMs;
        long untilMs = heldUntilMs < endedMs ? heldUntilMs : endedMs;
        return untilMs > fromMs ? untilMs - fromMs : 0;
    }
}
