using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <content>The loop's look at the world outside: what other threads posted, what time it is, what has come in.</content>
public sealed partial class EventLoop
{
    /// <summary>As long as 31 turns of tasks that do next to nothing take a board, and more.</summary>
    private const int LongBurstMs = 8;

    /// <summary>If one turn takes no longer, <see cref="SomeTurns"/> are not too long, and if those do not, nor are all.</summary>
    private const int ShortBurstMs = 1;

    /// <summary>A prime, as the most is.</summary>
    private const int SomeTurns = 7;

    /// <summary>Two questions and their answers.</summary>
    private const int MostStays = 4;

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

    /// <summary>True if others are ready besides the task whose turn it is.</summary>
    private bool HasOthers
    {
        [Inlined]
        get => last != null && last.Next != last;
    }

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
        if (HasOthers)
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
        if (staysLeft == 0 || HasOthers)
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
            AskPoller(lastLookMs);
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

    /// <summary>Asks the poller, which wakes whom it has something for.</summary>
    /// <returns>True if there was anything.</returns>
    [Inlined]
    private bool AskPoller(long nowMs)
    {
        Task before = last;
        isPolling = Poller.PollWaiters();
        if (!Poller.TakeTraffic() && last == before)
        {
            return false;
        }

        pace.NoteTraffic(nowMs);
        return true;
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
}
