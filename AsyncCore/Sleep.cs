namespace AsyncCore;

/// <summary>
/// A sleep between its call and its await. From then on the task itself stands in the timer table, so one spare object
/// serves all the sleeps that are awaited where they are made.
/// </summary>
internal sealed class Sleep : Awaitable
{
    private static Sleep spare;

    internal long DurationMs;

    private Sleep()
        : base(Sleeping)
    {
    }

    /// <summary>A sleep of no time: everybody else has a turn. It holds nothing, so one serves all.</summary>
    internal static Awaitable NoTime { get; } = new OneTurn();

    internal static Sleep Take(long durationMs)
    {
        Sleep sleep = spare;
        if (sleep == null)
        {
            sleep = new Sleep();
        }
        else
        {
            spare = null;
        }

        sleep.DurationMs = durationMs;
        return sleep;
    }

    /// <summary>The task has its deadline; the object may serve again.</summary>
    internal void Recycle() => spare = this;

    internal override void Forget(Task task) => EventLoop.Current.Timers.ClearDeadline(task);

    internal override string Describe() => "Sleep";

    private sealed class OneTurn : Awaitable
    {
        internal OneTurn()
            : base(Turn)
        {
        }

        internal override string Describe() => "its turn";
    }
}
