using System.Threading;

namespace AsyncCore;

/// <content>What the loop does when nobody is ready: it waits, as long as it may, and tells if that may be for ever.</content>
public sealed partial class EventLoop
{
    /// <summary>Longer than a thread or an interrupt takes to call in for the first time, in most programs.</summary>
    private const int LongSilenceMs = 60000;

    /// <summary>Not a local: on the board a struct is an object, made anew at each call.</summary>
    private static SpinWait spinWait;

    /// <summary>Since when only the outside can let anybody go on; <see cref="TimerQueue.Never"/> if it was not so at the last look.</summary>
    private long silentSinceMs = TimerQueue.Never;
    private bool toldSilence;

    /// <summary>Is told when nobody is ready; null if nobody wants to know.</summary>
    public IdleHook IdleHook { get; set; }

    private void Idle()
    {
        if (HasNews)
        {
            // A callback brought it.
            PollOutside();
            return;
        }

        long deadlineMs = Timers.NextDeadlineMs;
        long nextLookMs = deadlineMs;
        int pauseMs = 0;
        if (isPolling)
        {
            long nowMs = Clock.NowMs;
            pauseMs = pace.PauseMs(nowMs);
            if (pauseMs == 0)
            {
                if (!Clock.IsVirtual)
                {
                    if (deadlineMs > nowMs + 1)
                    {
                        // It does nothing on a board. A desktop can use the time for something else.
                        spinWait.SpinOnce();
                    }

                    PollOutside();
                    return;
                }

                // Time passes there only if it is waited for.
                pauseMs = 1;
            }

            long nextPollMs = nowMs + pauseMs;
            nextLookMs = deadlineMs < nextPollMs ? deadlineMs : nextPollMs;
        }
        else if (deadlineMs == TimerQueue.Never)
        {
            nextLookMs = NoteSilence();
        }

        if (IdleHook != null)
        {
            long untilMs = isPolling ? nextLookMs : deadlineMs;
            long durationMs = untilMs == TimerQueue.Never ? untilMs : untilMs - Clock.NowMs;
            IdleHook(durationMs > 0 ? durationMs : 0);
            if (last != null || HasNews)
            {
                PollOutside();
                return;
            }
        }

        if (nextLookMs == deadlineMs && deadlineMs != TimerQueue.Never)
        {
            PollOutside(Clock.IdleUntilExactly(deadlineMs));
            return;
        }

        if (isPolling && IdleHook == null)
        {
            if (pauseMs == PollPace.MaxPauseMs)
            {
                Doze(deadlineMs);
                return;
            }

            Clock.IdleFor(pauseMs);
        }
        else
        {
            Clock.IdleUntil(nextLookMs);
        }

        PollOutside();
    }

    /// <summary>
    /// Nothing has come for long: only the poller is asked, at long pauses, as long as there is time until the next deadline. A board does so all day, so it does nothing else
    /// and asks for the time once.
    /// </summary>
    private void Doze(long deadlineMs)
    {
        long nowMs;
        do
        {
            Clock.IdleFor(PollPace.MaxPauseMs);
            nowMs = Clock.NowMs;
            if (HasNews || deadlineMs <= nowMs)
            {
                PollOutside(nowMs);
                return;
            }

            if (AskPoller(nowMs))
            {
                break;
            }
        }
        while (isPolling && deadlineMs - nowMs > PollPace.MaxPauseMs);

        lastLookMs = nowMs;
    }

    /// <summary>
    /// Nothing inside the loop can make anybody ready any more. If nothing outside can either, which a virtual clock knows, that is a deadlock. In real
    /// time a thread or an interrupt may call in at any moment; only if none has ever done so, and none does for long, it is told who waits for what.
    /// </summary>
    /// <returns>When to look again.</returns>
    private long NoteSilence()
    {
        if (Clock.IsVirtual)
        {
            throw new DeadlockException(
                "Nothing can go on: no task is ready and no timer is set. " + new TaskTree(this)
                + "\nIf a thread or an interrupt was to call in, tell the clock that there is one, with BeginOutside.");
        }

        if (toldSilence || isCalledFromOutside || AnyTaskWaitsForFlag())
        {
            return TimerQueue.Never;
        }

        long nowMs = Clock.NowMs;
        if (silentSinceMs == TimerQueue.Never)
        {
            silentSinceMs = nowMs;
        }

        if (nowMs - silentSinceMs < LongSilenceMs)
        {
            return silentSinceMs + LongSilenceMs;
        }

        TaskTree tasks = new TaskTree(this);
        if (tasks.Count > 0)
        {
            toldSilence = true;
            Report(new ExceptionContext(
                "No task is ready, no timer is set, and nothing has come from outside for " + (LongSilenceMs / 1000) + " s. Only a thread or an interrupt can let anybody go on,"
                + " with CallSoonThreadSafe. " + tasks, null, null));
        }

        return TimerQueue.Never;
    }

    /// <summary>True if a task waits for what a thread or an interrupt brings. All that wait stand in the table; no array is made of them.</summary>
    private bool AnyTaskWaitsForFlag()
    {
        for (int i = Timers.Count; i > 0; i--)
        {
            if (Timers.At(i) is Task { WaitingOn: ThreadSafeFlag })
            {
                return true;
            }
        }

        return false;
    }
}
