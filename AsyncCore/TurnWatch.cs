using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>Reports turns that last too long. While it is at work the loop looks up after each turn.</summary>
internal sealed class TurnWatch
{
    /// <summary>Far away until it has seen a turn from the beginning.</summary>
    private long beganMs = long.MaxValue;

    internal TurnWatch(int limitMs) => LimitMs = limitMs;

    internal int LimitMs { get; }

    internal void BeginTurn(EventLoop loop) => beganMs = loop.Clock.NowMs;

    internal void EndTurn(EventLoop loop)
    {
        Task task = Trampoline.Running;
        if (task == null)
        {
            return;
        }

        long durationMs = loop.Clock.NowMs - beganMs;
        if (durationMs >= LimitMs)
        {
            loop.Report(new ExceptionContext("Task " + task.Name + " held the loop for " + durationMs + " ms", null, task));
        }
    }
}
