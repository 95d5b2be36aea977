using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>
/// What must not allocate in the steady state, as programs of any length: who measures them compares a long run with a short one.
/// </summary>
public static class AllocationPrograms
{
    /// <summary>Three tasks that sleep for different times.</summary>
    public static void SleepLoop(int turns) => Run(RunThree(turns), new AutojumpClock());

    /// <summary>Three tasks that only let each other have a turn.</summary>
    public static void TurnLoop(int turns) => Run(TakeTurnsInThree(turns), new AutojumpClock());

    /// <summary>Two tasks that wake each other with events.</summary>
    public static void EventPingPong(int turns) => Run(PingPongEvents(turns), new AutojumpClock());

    /// <summary>Two tasks that wake each other with flags.</summary>
    public static void FlagPingPong(int turns) => Run(PingPongFlags(turns), new AutojumpClock());

    /// <summary>Waits with a limit that are met after a sleep of the other task.</summary>
    public static void WaitForInTime(int turns) => Run(MeetLimits(turns), new AutojumpClock());

    /// <summary>One limit inside another.</summary>
    public static void WaitForNested(int turns) => Run(MeetNestedLimits(turns), new AutojumpClock());

    /// <summary>Three tasks that wait with limits at the same time.</summary>
    public static void WaitForByThree(int turns) => Run(MeetLimitsInThree(turns), new AutojumpClock());

    /// <summary>Waits with a limit for what is there already.</summary>
    public static void WaitForSet(int turns) => Run(MeetLimitsAtOnce(turns), new AutojumpClock());

    /// <summary>Awaits of a task that has ended.</summary>
    public static void AwaitEnded(int turns) => Run(AwaitEndedTask(turns), new AutojumpClock());

    private static async Coroutine SleepOften(int turns, int durationMs)
    {
        for (int i = 0; i < turns; i++)
        {
            await SleepMs(durationMs);
        }
    }

    private static async Coroutine RunThree(int turns) =>
        await Gather(SleepOften(turns, 1), SleepOften(turns, 2), SleepOften(turns, 3));

    private static async Coroutine TakeTurnsInThree(int turns) =>
        await Gather(SleepOften(turns, 0), SleepOften(turns, 0), SleepOften(turns, 0));

    private static async Coroutine PingPongEvents(int turns)
    {
        Event ping = new Event();
        Event pong = new Event();
        ping.Set();
        await Gather(EchoEvent(turns, ping, pong), EchoEvent(turns, pong, ping));
    }

    private static async Coroutine EchoEvent(int turns, Event mine, Event theirs)
    {
        for (int i = 0; i < turns; i++)
        {
            await mine.Wait();
            mine.Clear();
            theirs.Set();
        }
    }

    private static async Coroutine PingPongFlags(int turns)
    {
        ThreadSafeFlag ping = new ThreadSafeFlag();
        ThreadSafeFlag pong = new ThreadSafeFlag();
        ping.Set();
        await Gather(EchoFlag(turns, ping, pong), EchoFlag(turns, pong, ping));
    }

    private static async Coroutine EchoFlag(int turns, ThreadSafeFlag mine, ThreadSafeFlag theirs)
    {
        for (int i = 0; i < turns; i++)
        {
            await mine.Wait();
            theirs.Set();
        }
    }

    private static async Coroutine MeetLimits(int turns)
    {
        Event gate = new Event();
        Task setter = CreateTask(SetOften(turns, gate));
        for (int i = 0; i < turns; i++)
        {
            await WaitForMs(gate.Wait(), 10);
            gate.Clear();
        }

        await setter;
    }

    private static async Coroutine SetOften(int turns, Event gate)
    {
        for (int i = 0; i < turns; i++)
        {
            await SleepMs(5);
            gate.Set();
        }
    }

    private static async Coroutine MeetNestedLimits(int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            await WaitForMs(WaitForMs(SleepMs(5), 10), 20);
        }
    }

    private static async Coroutine MeetLimitsInThree(int turns) =>
        await Gather(MeetNestedLimits(turns), MeetNestedLimits(turns), MeetNestedLimits(turns));

    private static async Coroutine MeetLimitsAtOnce(int turns)
    {
        Event gate = new Event();
        gate.Set();
        for (int i = 0; i < turns; i++)
        {
            await WaitForMs(gate, 10);
        }
    }

    private static async Coroutine AwaitEndedTask(int turns)
    {
        Task ended = CreateTask(Scripts.Nothing());
        for (int i = 0; i < turns; i++)
        {
            await ended;
        }
    }
}
