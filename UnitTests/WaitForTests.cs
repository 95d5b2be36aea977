using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class WaitForTests
{
    [TestMethod]
    public void S4_1_what_ends_in_time_gives_its_value()
    {
        VirtualTime.Run(EndInTime());
        Trace.Is("7@5 8@10 event@10 flag@10 9@10 10@15");
    }

    [TestMethod]
    public void S4_1_what_fails_in_time_throws_its_exception()
    {
        VirtualTime.Run(FailInTime());
        Trace.Is("same same");
    }

    [TestMethod]
    public void S4_2_a_timeout_cancels_what_is_awaited_and_waits_until_it_has_unwound()
    {
        VirtualTime.Run(ExpireOver(Scripts.Unwind(100, "a")));
        Trace.Is("a:unwinds a:unwound timeout@110");
        VirtualTime.Run(ExpireOverTask());
        Trace.Is("a:unwinds a:unwound timeout@110 cancelled");
    }

    [TestMethod]
    public void S4_2_everything_that_can_be_awaited_can_time_out()
    {
        VirtualTime.Run(ExpireOver(new Event()));
        Trace.Is("timeout@10");
        VirtualTime.Run(ExpireOver(new ThreadSafeFlag()));
        Trace.Is("timeout@10");
        VirtualTime.Run(ExpireOver(SleepMs(11)));
        Trace.Is("timeout@10");
        VirtualTime.Run(ExpireOver(Gather(Scripts.Unwind(5, "a"), Scripts.Unwind(7, "b"))));
        Trace.Is("a:unwinds b:unwinds a:unwound b:unwound timeout@17");
        VirtualTime.Run(ExpireOver(WaitForMs(Scripts.Unwind(3, "a"), 20)));
        Trace.Is("a:unwinds a:unwound timeout@13");
    }

    [TestMethod]
    public void S4_2_a_task_that_never_sleeps_times_out_too()
    {
        VirtualTime.Run(ExpireOverSpinner());
        Trace.Is("timeout");
    }

    [TestMethod]
    public void S4_2_a_task_that_is_ready_whenever_the_loop_looks_times_out_too()
    {
        for (int turnsBefore = 0; turnsBefore < 3; turnsBefore++)
        {
            VirtualTime.Run(ExpireOverPingPong(turnsBefore));
            Trace.Is("timeout");
        }
    }

    [TestMethod]
    public void S4_2_what_times_out_leaves_its_queue()
    {
        VirtualTime.Run(ExpireAndSet());
        Trace.Is("timeout other");
    }

    [TestMethod]
    public void S4_4_a_value_returned_in_spite_of_the_timeout_is_returned()
    {
        VirtualTime.Run(ExpireOverSwallower());
        Trace.Is("swallowed 5@30 swallowed 6@60");
    }

    [TestMethod]
    public void S4_5_another_exception_in_answer_to_the_timeout_is_thrown()
    {
        VirtualTime.Run(ExpireOver(Scripts.AnswerCancelWith("answer")));
        Trace.Is("answer@10");
    }

    [TestMethod]
    public void S4_6_without_time_only_what_has_ended_gives_its_value()
    {
        VirtualTime.Run(WaitNoTime());
        Trace.Is("7 event flag timeout timeout timeout timeout cancelled broken end@1");
    }

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

    [TestMethod]
    public void S4_11_if_what_is_awaited_is_cancelled_so_the_caller_is_told_but_not_cancelled()
    {
        VirtualTime.Run(CancelInner());
        Trace.Is("caller:cancelled@5 goes on@6");
    }

    [TestMethod]
    public void S4_12_a_timeout_cancels_a_task_for_all_who_await_it()
    {
        VirtualTime.Run(ExpireForTwo());
        Trace.Is("other:cancelled timeout");
    }

    [TestMethod]
    public void S4_13_the_exception_is_the_systems_own_and_new_each_time()
    {
        VirtualTime.Run(CompareTimeouts());
        Trace.Is("TimeoutException different");
    }

    [TestMethod]
    public void S4_14_a_timeout_needs_no_second_task()
    {
        VirtualTime.Run(AskForTaskInside());
        Trace.Is("same nested other");
    }

    [TestMethod]
    public void S4_a_timeout_inside_of_another_leaves_the_outer_one_alone()
    {
        VirtualTime.Run(ExpireInsideAnother(5, 20));
        Trace.Is("inner@5 end@15");
        VirtualTime.Run(ExpireInsideAnother(5, 10));
        Trace.Is("inner@5 outer@10");
    }

    [TestMethod]
    public void S4_a_timeout_around_another_that_expires_first_is_the_one_that_throws()
    {
        VirtualTime.Run(ExpireInsideAnother(20, 10));
        Trace.Is("outer@10");
    }

    [TestMethod]
    public void S4_two_timeouts_that_expire_together_end_both()
    {
        VirtualTime.Run(ExpireTogether());
        Trace.Is("outer@10 end@30");
    }

    [TestMethod]
    public void S4_a_timeout_can_be_a_task_and_be_gathered()
    {
        VirtualTime.Run(UseTimeoutsEverywhere());
        Trace.Is("timeout@5 7 timeout@15");
    }

    [TestMethod]
    public void S4_a_deadline_that_was_met_is_forgotten()
    {
        VirtualTime.Run(MeetDeadlines());
        Trace.Is("end@50");
    }

    [TestMethod]
    public void S4_timeouts_made_before_either_is_awaited_keep_their_limits()
    {
        VirtualTime.Run(MakeTwoTimeouts());
        Trace.Is("timeout@10 timeout@15");
    }

    [TestMethod]
    public void S4_3_a_limit_in_seconds_may_be_endless()
    {
        VirtualTime.Run(WaitWithoutEnd());
        Trace.Is("timeout@1500 7@11500 8@21500");
    }

    private static async Coroutine EndInTime()
    {
        Trace.AddWithTime((await WaitForMs(Scripts.SleepAndReturn(5, 7), 10)).ToString());
        Trace.AddWithTime((await WaitForMs(CreateTask(Scripts.SleepAndReturn(5, 8)), 10)).ToString());
        Event gate = new Event();
        gate.Set();
        await WaitForMs(gate, 10);
        Trace.AddWithTime("event");
        ThreadSafeFlag flag = new ThreadSafeFlag();
        flag.Set();
        await WaitForMs(flag.Wait(), 10);
        Trace.AddWithTime(flag.IsSet ? "still set" : "flag");
        Trace.AddWithTime((await WaitForMs(Scripts.Return(9), 10)).ToString());
        Trace.AddWithTime((await WaitForMs(WaitForMs(Scripts.SleepAndReturn(5, 10), 10), 10)).ToString());
    }

    private static async Coroutine FailInTime()
    {
        for (int i = 0; i < 2; i++)
        {
            Awaitable failing = Scripts.SleepAndFail(5, "broken");
            try
            {
                await WaitForMs(i == 0 ? failing : CreateTask(failing), 10);
            }
            catch (BrokenException exception)
            {
                Trace.Add(exception == Scripts.Thrown ? "same" : "different");
            }
        }
    }

    private static async Coroutine ExpireOver(Awaitable awaitable)
    {
        try
        {
            await WaitForMs(awaitable, 10);
            Trace.AddWithTime("ok");
        }
        catch (Exception exception)
        {
            Trace.AddWithTime(Scripts.Word(exception));
        }
    }

    private static async Coroutine ExpireOverTask()
    {
        Task task = CreateTask(Scripts.Unwind(100, "a"));
        await ExpireOver(task);
        Trace.Add(task.IsCancelled ? "cancelled" : "not");
    }

    private static async Coroutine ExpireOverSpinner()
    {
        try
        {
            await WaitForMs(Spin(1000), 10);
            Trace.Add("ok");
        }
        catch (TimeoutException)
        {
            // The loop may look at the clock some turns late.
            Trace.Add(VirtualTime.NowMs < 100 ? "timeout" : "late");
        }
    }

    private static async Coroutine Spin(int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            VirtualTime.Clock.Advance(1);
            await SleepMs(0);
        }
    }

    private static async Coroutine ExpireOverPingPong(int turnsBefore)
    {
        for (int i = 0; i < turnsBefore; i++)
        {
            await SleepMs(0);
        }

        Event ping = new Event();
        Event pong = new Event();
        _ = CreateTask(PingPong(pong, ping, 1000));
        try
        {
            await WaitForMs(PingPong(ping, pong, 1000), 10);
            Trace.Add("ok");
        }
        catch (TimeoutException)
        {
            Trace.Add(VirtualTime.NowMs < 100 ? "timeout" : "late");
        }
    }

    private static async Coroutine PingPong(Event mine, Event theirs, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            VirtualTime.Clock.Advance(1);
            theirs.Set();
            await mine.Wait();
            mine.Clear();
        }
    }

    private static async Coroutine ExpireAndSet()
    {
        Event gate = new Event();
        Task waiting = CreateTask(WaitForMs(gate, 5));
        _ = CreateTask(Scripts.WaitAndSay(gate, "other"));
        try
        {
            await waiting;
        }
        catch (TimeoutException)
        {
            Trace.Add("timeout");
        }

        gate.Set();
        await SleepMs(1);
    }

    private static async Coroutine ExpireOverSwallower()
    {
        Trace.AddWithTime((await WaitForMs(Scripts.Swallow(20, 5), 10)).ToString());
        Trace.AddWithTime((await WaitForMs(CreateTask(Scripts.Swallow(20, 6)), 10)).ToString());
    }

    private static async Coroutine WaitNoTime()
    {
        Task<int> ended = CreateTask(Scripts.Return(7));
        Task failed = CreateTask(Scripts.Fail("broken"));
        Task watcher = CreateTask(Scripts.Watch("x", failed));
        await SleepMs(1);
        Trace.Clear();
        Trace.Add((await WaitForMs(ended, 0)).ToString());
        Event gate = new Event();
        gate.Set();
        await WaitForMs(gate, 0);
        Trace.Add("event");
        ThreadSafeFlag flag = new ThreadSafeFlag();
        flag.Set();
        await WaitForMs(flag.Wait(), -1);
        Trace.Add(flag.IsSet ? "still set" : "flag");
        Task unstarted = CreateTask(Scripts.Say("started"));
        await TryNoTime(Scripts.Say("started"));
        await TryNoTime(unstarted);
        await TryNoTime(new Event());
        await TryNoTime(SleepMs(1));
        Trace.Add(unstarted.IsCancelled ? "cancelled" : "not");
        await TryNoTime(failed);
        Trace.AddWithTime("end");
    }

    private static async Coroutine TryNoTime(Awaitable awaitable)
    {
        try
        {
            await WaitFor(awaitable, 0);
            Trace.Add("ok");
        }
        catch (Exception exception)
        {
            Trace.Add(Scripts.Word(exception));
        }
    }

    /// <summary>Awaits something with a limit and says when and how that ends.</summary>
    private static async Coroutine Caller(Awaitable awaitable, int limitMs)
    {
        try
        {
            await WaitForMs(awaitable, limitMs);
            Trace.AddWithTime("caller:ok");
        }
        catch (Exception exception)
        {
            Trace.AddWithTime("caller:" + Scripts.Word(exception));
            throw;
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

    private static async Coroutine CancelInner()
    {
        Task inner = CreateTask(SleepMs(Scripts.Forever));
        Task caller = CreateTask(CallAndGoOn(inner));
        await SleepMs(5);
        inner.Cancel();
        await caller;
    }

    private static async Coroutine CallAndGoOn(Task inner)
    {
        try
        {
            await Caller(inner, 100);
        }
        catch (CancelledException)
        {
        }

        await SleepMs(1);
        Trace.AddWithTime("goes on");
    }

    private static async Coroutine ExpireForTwo()
    {
        Task shared = CreateTask(SleepMs(Scripts.Forever));
        _ = CreateTask(Scripts.Watch("other", shared));
        await SleepMs(0);
        Task limited = CreateTask(WaitForMs(shared, 5));
        try
        {
            await limited;
        }
        catch (TimeoutException)
        {
            Trace.Add("timeout");
        }

        await SleepMs(1);
    }

    private static async Coroutine CompareTimeouts()
    {
        Exception first = null;
        for (int i = 0; i < 2; i++)
        {
            try
            {
                await WaitForMs(new Event(), 5);
            }
            catch (Exception exception)
            {
                Trace.Add(first == null ? exception.GetType().Name : first == exception ? "same" : "different");
                first = exception;
            }
        }
    }

    private static async Coroutine AskForTaskInside()
    {
        Task self = CurrentTask;
        await WaitForMs(Compare(self, "same"), 10);
        await WaitForMs(WaitForMs(Compare(self, "nested"), 10), 10);
        await WaitForMs(CreateTask(Compare(self, "wrong")), 10);
    }

    private static async Coroutine Compare(Task task, string word)
    {
        Trace.Add(CurrentTask == task ? word : "other");
        await SleepMs(1);
    }

    private static async Coroutine ExpireInsideAnother(int innerMs, int outerMs)
    {
        try
        {
            await WaitForMs(ExpireAndSleep(innerMs), outerMs);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("outer");
        }
    }

    private static async Coroutine ExpireAndSleep(int limitMs)
    {
        try
        {
            await WaitForMs(new Event(), limitMs);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("inner");
        }

        await SleepMs(10);
        Trace.AddWithTime("end");
    }

    private static async Coroutine ExpireTogether()
    {
        try
        {
            await WaitForMs(WaitForMs(new Event(), 10), 10);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("outer");
        }

        await WaitForMs(SleepMs(20), 30);
        Trace.AddWithTime("end");
    }

    private static async Coroutine UseTimeoutsEverywhere()
    {
        try
        {
            await CreateTask(WaitForMs(new Event(), 5));
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        object[] results = await Gather(true, WaitForMs(Scripts.SleepAndReturn(5, 7), 10), WaitForMs(Scripts.SleepAndReturn(20, 8), 10));
        Trace.Add(results[0].ToString());
        Trace.AddWithTime(Scripts.Word(results[1] as Exception));
    }

    private static async Coroutine MeetDeadlines()
    {
        for (int i = 0; i < 5; i++)
        {
            await WaitForMs(SleepMs(5), 6);
        }

        await SleepMs(25);
        Trace.AddWithTime("end");
    }

    private static async Coroutine MakeTwoTimeouts()
    {
        Coroutine shorter = WaitForMs(new Event(), 5);
        Coroutine longer = WaitForMs(new Event(), 10);
        for (int i = 0; i < 2; i++)
        {
            try
            {
                await (i == 0 ? longer : shorter);
            }
            catch (TimeoutException)
            {
                Trace.AddWithTime("timeout");
            }
        }
    }

    private static async Coroutine WaitWithoutEnd()
    {
        try
        {
            await WaitFor(new Event(), 1.5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        Trace.AddWithTime((await WaitFor(Scripts.SleepAndReturn(10000, 7), double.MaxValue)).ToString());
        Trace.AddWithTime((await WaitFor(Scripts.SleepAndReturn(10000, 8), double.PositiveInfinity)).ToString());
    }
}
