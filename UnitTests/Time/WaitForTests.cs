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

    internal static async Coroutine ExpireOver(Awaitable awaitable)
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
    internal static async Coroutine Caller(Awaitable awaitable, int limitMs)
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
            catch (TimeoutException exception)
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
