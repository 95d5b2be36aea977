using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.WaitForTests;

namespace UnitTests;

[TestClass]
public class WaitForRaceTests
{
    [TestMethod]
    public void S4_7_a_cancelled_caller_goes_on_when_what_it_awaits_has_unwound()
    {
        VirtualTime.Run(CancelCaller());
        Trace.Is("a:unwinds a:unwound caller:cancelled@25 cancelled");
    }

    [TestMethod]
    public void S4_8_a_cancelled_caller_is_cancelled_even_if_what_it_awaits_returns()
    {
        VirtualTime.Run(CancelCallerOfSwallower(false));
        Trace.Is("swallowed caller:cancelled@15 cancelled");
        VirtualTime.Run(CancelCallerOfSwallower(true));
        Trace.Is("swallowed caller:cancelled@15 cancelled");
    }

    [TestMethod]
    public void S4_8_a_caller_cancelled_after_the_deadline_while_it_unwinds_is_cancelled()
    {
        VirtualTime.Run(CancelCallerAfterDeadline());
        Trace.Is("swallowed caller:cancelled@15 cancelled");
    }

    [TestMethod]
    public void S4_9_a_caller_cancelled_when_what_it_awaits_has_just_ended_is_cancelled()
    {
        VirtualTime.Run(CancelCallerJustAfterTheEnd(false));
        Trace.Is("caller:cancelled@5 cancelled");
        VirtualTime.Run(CancelCallerJustAfterTheEnd(true));
        Trace.Is("caller:cancelled@5 cancelled");
    }

    [TestMethod]
    public void S4_10_a_finished_result_is_never_lost_to_a_timeout()
    {
        for (int i = 0; i < 2; i++)
        {
            VirtualTime.Run(FinishJustInTime(false, i == 1));
            Trace.Is("7@15");
            VirtualTime.Run(FinishJustInTime(true, i == 1));
            Trace.Is("7@15");
        }
    }

    [TestMethod]
    public void S4_10_an_event_or_flag_that_was_set_in_time_is_never_lost_to_a_timeout()
    {
        for (int i = 0; i < 2; i++)
        {
            VirtualTime.Run(SetJustInTime(new Event(), null, i == 1));
            Trace.Is("ok@15");
            ThreadSafeFlag flag = new ThreadSafeFlag();
            VirtualTime.Run(SetJustInTime(null, flag, i == 1));
            Trace.Is("ok@15");
            Assert.IsFalse(flag.IsSet);
        }
    }

    private static async Coroutine CancelAt(int timeMs, Task caller)
    {
        await SleepMs(timeMs);
        caller.Cancel();
        try
        {
            await caller;
        }
        catch (Exception)
        {
        }

        Trace.Add(caller.IsCancelled ? "cancelled" : "not");
    }

    private static async Coroutine CancelCaller()
    {
        await CancelAt(5, CreateTask(Caller(Scripts.Unwind(20, "a"), 100)));
    }

    private static async Coroutine CancelCallerOfSwallower(bool asTask)
    {
        Awaitable inner = Scripts.Swallow(10, 7);
        await CancelAt(5, CreateTask(Caller(asTask ? CreateTask(inner) : inner, 100)));
    }

    private static async Coroutine CancelCallerAfterDeadline()
    {
        await CancelAt(15, CreateTask(Caller(Scripts.Swallow(20, 7), 10)));
    }

    private static async Coroutine CancelCallerJustAfterTheEnd(bool asTask)
    {
        Awaitable inner = Scripts.SleepAndReturn(5, 7);
        Task caller = CreateTask(Caller(asTask ? CreateTask(inner) : inner, 100));
        if (asTask)
        {
            // Now the inner task falls asleep before this one, and so it ends before this one cancels.
            await SleepMs(0);
        }

        await CancelAt(5, caller);
    }

    /// <summary>What is awaited ends at 5, then another task keeps the processor until 15, then the caller has its turn.</summary>
    private static async Coroutine FinishJustInTime(bool asTask, bool looksAfterEachTurn)
    {
        LookAfterEachTurn(looksAfterEachTurn);
        Coroutine<int> inner = Scripts.SleepAndReturn(5, 7);
        if (asTask)
        {
            Task<int> task = CreateTask(inner);
            await SleepMs(0);
            _ = CreateTask(BeBusy());
            Trace.AddWithTime((await WaitForMs(task, 10)).ToString());
        }
        else
        {
            _ = CreateTask(BeBusy());
            await SleepMs(0);
            Trace.AddWithTime((await WaitForMs(inner, 10)).ToString());
        }
    }

    /// <summary>To watch for slow turns, the loop looks at the clock after each one, not after some dozen.</summary>
    private static void LookAfterEachTurn(bool isOn) => EventLoop.Current.SlowTurnMs = isOn ? int.MaxValue : 0;

    private static async Coroutine BeBusy()
    {
        await SleepMs(5);
        VirtualTime.Clock.Advance(10);
    }

    private static async Coroutine SetJustInTime(Event gate, ThreadSafeFlag flag, bool looksAfterEachTurn)
    {
        LookAfterEachTurn(looksAfterEachTurn);
        _ = CreateTask(SetAndBeBusy(gate, flag));
        Awaitable awaited = gate;
        if (gate == null)
        {
            awaited = flag.Wait();
        }

        await ExpireOver(awaited);
    }

    private static async Coroutine SetAndBeBusy(Event gate, ThreadSafeFlag flag)
    {
        await SleepMs(5);
        gate?.Set();
        flag?.Set();
        VirtualTime.Clock.Advance(10);
    }
}
