using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>A sleep that can be awaited, once: what <see cref="Asyncio.SleepMs(int)"/> returns.</summary>
/// <remarks>
/// It holds the duration between the call and the await. From then on the task itself stands in the timer table, so one spare object
/// serves all the sleeps that are awaited where they are made.
/// </remarks>
public sealed class SleepOperation : Awaitable
{
    private static SleepOperation spare;

    internal long DurationMs;

    internal SleepOperation(int state)
        : base(state)
    {
    }

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new SleepOperation GetAwaiter() => this;

    /// <summary>A sleep of this length; of no time if it is not positive: then everybody else has a turn.</summary>
    internal static SleepOperation Of(long durationMs)
    {
        if (durationMs <= 0)
        {
            return Trampoline.NoTime;
        }

        SleepOperation pause = spare;
        if (pause == null)
        {
            pause = new SleepOperation(Sleeping);
        }
        else
        {
            spare = null;
        }

        pause.DurationMs = durationMs;
        return pause;
    }

    /// <summary>The task gets its deadline, and the object may serve again.</summary>
    internal override void AddWaiter(Task task)
    {
        EventLoop loop = EventLoop.Current;
        loop.Timers.SetDeadline(task, loop.DeadlineIn(DurationMs));
        spare = this;
    }

    internal override void RemoveWaiter(Task task) => EventLoop.Current.Timers.ClearDeadline(task);

    internal override string Describe() => State == Turn ? "its turn" : "its sleep to end";
}
