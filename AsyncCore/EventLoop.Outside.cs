using System;

namespace AsyncCore;

/// <content>The loop's look at the world outside: what other threads posted, what time it is, what has come in.</content>
public sealed partial class EventLoop
{
    private static ThreadSafeFlag firstPosted;
    private static ThreadSafeFlag lastPosted;

    private readonly int resolutionMs;
    private long lastLookMs = long.MinValue;
    private bool toldDeadlock;

    /// <summary>Guards what other threads may touch.</summary>
    internal static object Gate { get; } = new object();

    /// <summary>Notes that a flag was set. Any thread.</summary>
    internal static void Post(ThreadSafeFlag flag)
    {
        lock (Gate)
        {
            if (flag.IsPosted)
            {
                return;
            }

            flag.IsPosted = true;
            if (firstPosted == null)
            {
                firstPosted = flag;
            }
            else
            {
                lastPosted.NextPosted = flag;
            }

            lastPosted = flag;
        }

        EventLoop loop = Current;
        loop.turnsLeft = 0;
        loop.Clock.Wake();
    }

    /// <summary>Lets the flags that were set wake their tasks.</summary>
    internal static void TakePosts()
    {
        while (firstPosted != null)
        {
            ThreadSafeFlag flag;
            lock (Gate)
            {
                flag = firstPosted;
                firstPosted = flag.NextPosted;
                flag.NextPosted = null;
                flag.IsPosted = false;
            }

            flag.Arrive();
        }
    }

    /// <summary>The time at which a wait of this length ends at the earliest, so that it is never too short.</summary>
    internal long DeadlineIn(long durationMs)
    {
        const long Longest = 1L << 40;
        return Clock.NowMs + (durationMs < Longest ? durationMs : Longest) + resolutionMs;
    }

    /// <summary>Makes ready whoever may go on, and waits if nobody may.</summary>
    /// <returns>False if the loop is to end.</returns>
    private bool LookUp()
    {
        Running = null;
        if (cancelledInItsTurn != null)
        {
            Task task = cancelledInItsTurn;
            cancelledInItsTurn = null;
            task.Interrupt("The task cancelled itself.");
        }

        if (IsOver)
        {
            return false;
        }

        if (firstPosted != null)
        {
            TakePosts();
        }

        if (Timers.NextDeadlineMs != TimerTable.Never || PollerHasWaiters)
        {
            LookAtClock();
        }

        while (front.Next == null)
        {
            if (IsOver)
            {
                return false;
            }

            Idle();
        }

        return true;
    }

    private bool PollerHasWaiters => Poller != null && Poller.HasWaiters;

    private void LookAtClock()
    {
        long nowMs = Clock.NowMs;
        if (nowMs == lastLookMs && front.Next != null)
        {
            return;
        }

        lastLookMs = nowMs;
        for (TimerNode node = Timers.TakeDue(nowMs); node != null; node = Timers.TakeDue(nowMs))
        {
            node.Due();
        }

        if (PollerHasWaiters)
        {
            Poller.Poll();
        }
    }

    private void Idle()
    {
        long deadlineMs = Timers.NextDeadlineMs;
        if (PollerHasWaiters)
        {
            long nextPollMs = Clock.NowMs + 1;
            deadlineMs = deadlineMs < nextPollMs ? deadlineMs : nextPollMs;
        }
        else if (deadlineMs == TimerTable.Never)
        {
            TellDeadlock();
        }

        Clock.IdleUntil(deadlineMs);
        TakePosts();
        LookAtClock();
    }

    /// <summary>Nothing inside the loop can make anybody ready any more; so says it, unless somebody waits for the outside.</summary>
    private void TellDeadlock()
    {
        Task[] tasks = Timers.Tasks();
        for (int i = 0; i < tasks.Length; i++)
        {
            if (tasks[i].WaitingOn is ThreadSafeFlag && !Clock.IsVirtual)
            {
                return;
            }
        }

        if (tasks.Length == 0 && !Clock.IsVirtual)
        {
            return;
        }

        string message = "Nothing can go on: no task is ready and no timer is set.";
        for (int i = 0; i < tasks.Length; i++)
        {
            message += " " + tasks[i].Name + " waits for " + tasks[i].WaitingOn.Describe() + ".";
        }

        if (Clock.IsVirtual)
        {
            throw new DeadlockException(message);
        }

        if (!toldDeadlock)
        {
            toldDeadlock = true;
            Report(new ExceptionContext(message, null, null));
        }
    }
}
