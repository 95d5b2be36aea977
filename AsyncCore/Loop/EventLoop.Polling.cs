using System;
using System.Threading;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <content>The loop's look at the world outside: what other threads posted, what time it is, what has come in.</content>
public sealed partial class EventLoop
{
    /// <summary>Longer than a thread or an interrupt takes to call in for the first time, in most programs.</summary>
    private const int LongSilenceMs = 60000;

    /// <summary>As long as 31 turns of tasks that do next to nothing take a board, and more.</summary>
    private const int LongBurstMs = 8;

    /// <summary>If one turn takes no longer, <see cref="SomeTurns"/> are not too long, and if those do not, nor are all.</summary>
    private const int ShortBurstMs = 1;

    /// <summary>A prime, as the most is.</summary>
    private const int SomeTurns = 7;

    /// <summary>Two questions and their answers.</summary>
    private const int MostStays = 4;

    /// <summary>Not a local: on the board a struct is an object, made anew at each call.</summary>
    private static SpinWait spinWait;

    private readonly int resolutionMs;
    private readonly PollPace pace = new PollPace();
    private readonly EntryQueue entries = new EntryQueue();
    private bool isCalledFromOutside;
    private long lastLookMs = long.MinValue;

    /// <summary>
    /// Whether anybody waits for the poller: asked when tasks or callbacks have had their turns, for nobody begins to wait otherwise, and told by each poll.
    /// </summary>
    private bool isPolling;

    /// <summary>True if at the last look nobody was asked, because a sleeper's time had come. It is not so twice in a row.</summary>
    private bool wasPollPutOff;

    /// <summary>How often the running task may still go on where it would let others have a turn, if there are none: until the next look.</summary>
    private int staysLeft;

    /// <summary>As many as between looks, as long as turns are short.</summary>
    private int turnsBetweenGlances = MostTurnsBetweenLooks;
    private long lastGlanceMs;

    /// <summary>How many turns there have to be before anybody may pass ahead of those who are ready again.</summary>
    private int turnsOwed;

    /// <summary>Since when only the outside can let anybody go on; <see cref="TimerQueue.Never"/> if it was not so at the last look.</summary>
    private long silentSinceMs = TimerQueue.Never;
    private bool toldSilence;

    /// <summary>Is told when nobody is ready; null if nobody wants to know.</summary>
    public IdleHook IdleHook { get; set; }

    private bool HasNews => EntryQueue.FirstSet != null || entries.Calls > 0;

    /// <summary>
    /// Lets the loop call something between turns. Any thread or interrupt may. In asyncio: <c>call_soon_threadsafe()</c>.
    /// </summary>
    /// <param name="callback">What to call; what it throws goes to the exception handler.</param>
    /// <exception cref="InvalidOperationException">Too many callbacks wait already: the loop is stuck, or does not run.</exception>
    public void CallSoonThreadSafe(Callback callback)
    {
        isCalledFromOutside = true;
        Inquire(callback);
    }

    /// <summary>
    /// As <see cref="CallSoonThreadSafe"/>, for who looks on and lets no task go on: it does not count as a thread that calls in. The virtual board finds it by its name.
    /// </summary>
    /// <param name="callback">What to call.</param>
    internal void Inquire(Callback callback)
    {
        entries.Add(callback);
        Clock.Wake();
    }

    /// <summary>The time at which a wait of this length ends at the earliest, so that it is never too short.</summary>
    internal long DeadlineIn(long durationMs)
    {
        const long Longest = 1L << 40;
        return Clock.NowMs + (durationMs < Longest ? durationMs : Longest) + resolutionMs;
    }

    /// <summary>
    /// What to await before what takes a board long, such as input: so that the others have their turns, and sleepers theirs when it is time.
    /// </summary>
    /// <returns>A sleep of no time; null if the turn may go on, for nobody is ready and nobody's time has come. It is so a few times only, for others may come from outside.</returns>
    internal Awaitable Pause()
    {
        if (last != null && last.Next != last)
        {
            return Trampoline.NoTime;
        }

        if (staysLeft == 0 || Timers.NextDeadlineMs <= Clock.NowMs)
        {
            return Trampoline.Look;
        }

        staysLeft--;
        return null;
    }

    /// <summary>As <see cref="Pause"/>, behind what another pause will follow soon: who has sent something waits for the answer.</summary>
    /// <returns>A sleep of no time; null if the turn may go on.</returns>
    internal Awaitable ShortPause()
    {
        if (staysLeft == 0 || (last != null && last.Next != last))
        {
            return Trampoline.NoTime;
        }

        staysLeft--;
        return null;
    }

    /// <summary>Makes ready whoever may go on, and waits if nobody may.</summary>
    /// <returns>False if the loop is to end.</returns>
    private bool FindReady()
    {
        if (watch != null)
        {
            watch.EndTurn(this);
        }

        Trampoline.Running = null;
        Unpark();
        if (IsOver)
        {
            return false;
        }

        AskWhoWaits();
        PollOutside();
        NoteBurst(lastLookMs);
        staysLeft = MostStays;
        if (last == null)
        {
            silentSinceMs = TimerQueue.Never;
        }

        while (last == null)
        {
            if (IsOver)
            {
                return false;
            }

            Idle();
        }

        lastGlanceMs = lastLookMs;
        watch?.BeginTurn(this, last.Next);
        return true;
    }

    /// <summary>Glances at the clock between turns: not at the sockets, which takes longer.</summary>
    /// <returns>True if somebody has been woken from outside or by the time.</returns>
    private bool IsTimeToLook()
    {
        long nowMs = Clock.NowMs;
        NoteBurst(nowMs);
        lastGlanceMs = nowMs;
        return HasNews || Timers.NextDeadlineMs <= nowMs;
    }

    /// <summary>Some turns are over: the next glance is after one if they took long, and after more if they did not.</summary>
    private void NoteBurst(long nowMs)
    {
        int durationMs = (int)(nowMs - lastGlanceMs);
        if (durationMs > LongBurstMs)
        {
            turnsBetweenGlances = 1;
        }
        else if (durationMs <= ShortBurstMs)
        {
            turnsBetweenGlances = turnsBetweenGlances == 1 ? SomeTurns : MostTurnsBetweenLooks;
        }
    }

    /// <summary>
    /// Wakes whom the outside or the time wakes. They pass ahead of those who are ready, as long as they take no more turns than these: so nobody starves.
    /// Interrupts are first, then sleepers, then those for whom the poller has something.
    /// </summary>
    private void PollOutside() => PollOutside(TimerQueue.Never);

    /// <inheritdoc cref="PollOutside()"/>
    /// <param name="knownMs">What time it is, if that was asked just now.</param>
    private void PollOutside(long knownMs)
    {
        Task ready = last;
        bool mayLook = false;
        bool isDue = false;
        Task sleeper = null;
        long deadlineMs = Timers.NextDeadlineMs;
        if (isPolling || deadlineMs != TimerQueue.Never)
        {
            long nowMs = knownMs == TimerQueue.Never ? Clock.NowMs : knownMs;
            mayLook = nowMs != lastLookMs || ready == null;
            lastLookMs = nowMs;
            isDue = deadlineMs <= nowMs;
            sleeper = isDue ? Timers.TakeDueTask(nowMs) : null;
        }

        // Sleepers need not wait until all are asked: they take nothing from anybody. Timeouts do, so they come last: what has come is never lost to a timeout, even if both are found in the same look.
        wasPollPutOff = sleeper != null && isPolling && !wasPollPutOff;
        last = null;
        if (EntryQueue.FirstSet != null)
        {
            EntryQueue.TakeFlags();
        }

        for (; sleeper != null; sleeper = Timers.TakeDueTask(lastLookMs))
        {
            sleeper.Due();
        }

        if (isPolling && !wasPollPutOff && (mayLook || pace.IsEager(lastLookMs)))
        {
            Task lastSleeper = last;
            isPolling = Poller.PollWaiters();
            if (Poller.TakeTraffic() || last != lastSleeper)
            {
                pace.NoteTraffic(lastLookMs);
            }
        }

        if (isDue && mayLook && !wasPollPutOff)
        {
            WakeSleepers(lastLookMs);
        }

        Task woken = last;
        last = ready;
        MergeWoken(woken);
        if (entries.Calls > 0)
        {
            RunCallbacks();
            AskWhoWaits();
        }
    }

    [Inlined]
    private void AskWhoWaits() => isPolling = Poller != null && Poller.HasWaiters;

    /// <summary>Joins those who are ready with those whom the outside or the time woke.</summary>
    [Inlined]
    private void MergeWoken(Task woken)
    {
        Task ready = last;
        if (woken == null || ready == null)
        {
            last = woken ?? ready;
            return;
        }

        Task firstWoken = woken.Next;
        if (turnsOwed == 0)
        {
            OweTurns(firstWoken, woken);
        }
        else
        {
            last = woken;
        }

        woken.Next = ready.Next;
        ready.Next = firstWoken;
    }

    /// <summary>Some pass ahead of others: until as many of those have had their turns, too, nobody else does.</summary>
    private void OweTurns(Task first, Task end)
    {
        turnsOwed = 2;
        for (Task task = first; task != end; task = task.Next)
        {
            turnsOwed += 2;
        }
    }

    private void WakeSleepers(long nowMs)
    {
        for (TimerNode node = Timers.TakeDue(nowMs); node != null; node = Timers.TakeDue(nowMs))
        {
            node.Due();
        }
    }

    private void RunCallbacks()
    {
        for (int i = entries.Calls; i > 0; i--)
        {
            Callback callback = entries.Take();
            try
            {
                callback();
            }
            catch (Exception exception)
            {
                Report(new ExceptionContext("A callback failed", exception, null));
            }
        }
    }

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

            isPolling = Poller.PollWaiters();
            if (Poller.TakeTraffic() || last != null)
            {
                pace.NoteTraffic(nowMs);
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
