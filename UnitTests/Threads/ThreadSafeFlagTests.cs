using System;
using System.Threading;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class ThreadSafeFlagTests
{
    private static ThreadSafeFlag flag;

    [TestMethod]
    public void S8_7_a_flag_is_clear_at_first_and_clears_itself_after_a_wait()
    {
        VirtualTime.Run(SetAndWait());
        Trace.Is("clear set main clear timeout other");
    }

    [TestMethod]
    public void S8_7_a_task_can_set_the_flag_another_waits_for()
    {
        VirtualTime.Run(SetFromTask());
        Trace.Is("setter a:clear");
    }

    [TestMethod]
    public void S8_7_clear_takes_a_set_back()
    {
        VirtualTime.Run(SetAndClear());
        Trace.Is("clear timeout");
    }

    [TestMethod]
    public void S8_7_another_thread_can_set_it_while_the_loop_idles()
    {
        VirtualTime.Run(SetFromThread());
        Trace.Is("woken woken woken");
    }

    [TestMethod]
    public void S8_7_it_can_be_set_before_the_loop_runs()
    {
        flag = new ThreadSafeFlag();
        flag.Set();
        VirtualTime.Run(WaitAndSayState("first"));
        Trace.Is("first:clear");
    }

    [TestMethod]
    public void S8_8_two_sets_are_one_wake()
    {
        VirtualTime.Run(SetTwice());
        Trace.Is("once timeout");
    }

    [TestMethod]
    public void S8_9_a_second_waiter_is_refused_and_the_first_is_served()
    {
        VirtualTime.Run(WaitByTwo());
        Trace.Is("misuse a:clear");
    }

    [TestMethod]
    public void S8_9_two_who_asked_before_either_waited_are_both_served_one_for_each_set()
    {
        VirtualTime.Run(GatherTwoWaits());
        Trace.Is("0@5 1@10 clear");
    }

    [TestMethod]
    public void S8_9_a_new_waiter_may_come_when_the_first_was_cancelled()
    {
        VirtualTime.Run(CancelAndWait());
        Trace.Is("b:clear");
    }

    [TestMethod]
    public void S8_10_a_flag_stays_set_if_its_waiter_is_cancelled_before_its_turn()
    {
        VirtualTime.Run(SetAndCancel());
        Trace.Is("its turn: set cancelled b:clear");
    }

    [TestMethod]
    public void S8_11_a_flag_can_be_asked_whether_it_is_set()
    {
        VirtualTime.Run(AskWhetherItIsSet());
        Trace.Is("clear set at once:set still:set clear a:clear clear");
    }

    [TestMethod]
    public void S8_12_a_wait_for_the_outside_idles_without_polling()
    {
        flag = new ThreadSafeFlag();
        OutsideClock clock = new OutsideClock(flag, flag, flag);
        Trace.Clear();
        Run(WaitThrice(), clock);
        Trace.Is("woken woken woken");
        Assert.AreEqual(3, clock.IdleTimes);
        Assert.AreEqual(3, clock.WakeUps);
    }

    [TestMethod]
    public void S8_12_timers_end_an_idle_time_beside_it()
    {
        flag = new ThreadSafeFlag();
        OutsideClock clock = new OutsideClock(flag);
        Trace.Clear();
        Run(WaitBesideSleeper(), clock);
        Trace.Is("slept@20 woken@20");
        Assert.AreEqual(2, clock.IdleTimes);
    }

    [TestMethod]
    public void S8_12_set_wakes_the_clock_once_until_the_loop_has_seen_it()
    {
        flag = new ThreadSafeFlag();
        OutsideClock clock = new OutsideClock();
        Run(SetThrice(), clock);
        Assert.AreEqual(1, clock.WakeUps);
    }

    [TestMethod]
    public void S8_flags_wake_their_tasks_in_the_order_in_which_they_were_set()
    {
        VirtualTime.Run(SetThreeFlags());
        Trace.Is("2 0 1");
    }

    private static async Coroutine SayTimeout(ThreadSafeFlag wait)
    {
        try
        {
            await WaitForMs(wait, 5);
            Trace.Add("ok");
        }
        catch (TimeoutException)
        {
            Trace.Add("timeout");
        }
    }

    private static async Coroutine SetAndWait()
    {
        flag = new ThreadSafeFlag();
        Trace.Add(flag.IsSet ? "set" : "clear");
        flag.Set();
        Trace.Add(flag.IsSet ? "set" : "clear");
        Task other = CreateTask(Scripts.SleepAndSay(6, "other"));
        await flag.Wait();
        Trace.Add("main");
        Trace.Add(flag.IsSet ? "set" : "clear");
        await SayTimeout(flag.Wait());
        await other;
    }

    private static async Coroutine WaitAndSayState(string word)
    {
        await flag.Wait();
        Trace.Add(word + (flag.IsSet ? ":set" : ":clear"));
    }

    private static async Coroutine AskWhetherItIsSet()
    {
        flag = new ThreadSafeFlag();
        Trace.Add(State());
        flag.Set();
        Trace.Add("set at once:" + State());
        await SleepMs(1);
        Trace.Add("still:" + State());
        flag.Clear();
        Trace.Add(State());
        Task a = CreateTask(WaitAndSayState("a"));
        await SleepMs(1);
        flag.Set();
        await a;
        Trace.Add(State());
    }

    private static string State() => flag.IsSet ? "set" : "clear";

    private static async Coroutine SetFromTask()
    {
        flag = new ThreadSafeFlag();
        Task a = CreateTask(WaitAndSayState("a"));
        await SleepMs(1);
        flag.Set();
        Trace.Add("setter");
        await a;
    }

    private static async Coroutine SetAndClear()
    {
        flag = new ThreadSafeFlag();
        flag.Set();
        flag.Clear();
        Trace.Add(flag.IsSet ? "set" : "clear");
        await SayTimeout(flag.Wait());
    }

    private static async Coroutine SetFromThread()
    {
        flag = new ThreadSafeFlag();
        VirtualTime.Clock.BeginOutside();
        for (int i = 0; i < 3; i++)
        {
            new Thread(SleepAndSet).Start();
            await flag.Wait();
            Trace.Add("woken");
        }

        VirtualTime.Clock.EndOutside();
    }

    private static void SleepAndSet()
    {
        Thread.Sleep(5);
        flag.Set();
    }

    private static async Coroutine SetTwice()
    {
        flag = new ThreadSafeFlag();
        flag.Set();
        flag.Set();
        await flag.Wait();
        Trace.Add("once");
        await SayTimeout(flag.Wait());
    }

    private static async Coroutine WaitByTwo()
    {
        flag = new ThreadSafeFlag();
        Task a = CreateTask(WaitAndSayState("a"));
        await SleepMs(1);
        try
        {
            await flag.Wait();
        }
        catch (InvalidOperationException exception)
        {
            Assert.Contains("WaitAndSayState", exception.Message);
            Trace.Add("misuse");
        }

        flag.Set();
        await a;
    }

    private static async Coroutine GatherTwoWaits()
    {
        flag = new ThreadSafeFlag();
        _ = CreateTask(AwaitAndSayWhen(flag.Wait(), "0"));
        _ = CreateTask(AwaitAndSayWhen(flag.Wait(), "1"));
        for (int i = 0; i < 2; i++)
        {
            await SleepMs(5);
            flag.Set();
        }

        await SleepMs(5);
        Trace.Add(flag.IsSet ? "set" : "clear");
    }

    private static async Coroutine AwaitAndSayWhen(ThreadSafeFlag wait, string word)
    {
        await wait;
        Trace.AddWithTime(word);
    }

    private static async Coroutine CancelAndWait()
    {
        flag = new ThreadSafeFlag();
        Task a = CreateTask(WaitAndSayState("a"));
        await SleepMs(1);
        a.Cancel();
        Task b = CreateTask(WaitAndSayState("b"));
        await SleepMs(1);
        flag.Set();
        await b;
    }

    private static async Coroutine SetAndCancel()
    {
        flag = new ThreadSafeFlag();
        Task a = CreateTask(WaitAndSayState("a"));
        await SleepMs(1);
        flag.Set();

        // The loop calls it after it has seen the set, and before it runs those whom that has woken.
        EventLoop.Current.CallSoonThreadSafe(() =>
        {
            Trace.Add(a.WaitsFor + ":");
            a.Cancel();
        });
        await Gather(true, a);
        Trace.Add(flag.IsSet ? "set" : "clear");
        Trace.Add(a.IsCancelled ? "cancelled" : "not");
        await WaitAndSayState("b");
    }

    private static async Coroutine WaitThrice()
    {
        for (int i = 0; i < 3; i++)
        {
            await flag.Wait();
            Trace.Add("woken");
        }
    }

    private static async Coroutine WaitBesideSleeper()
    {
        _ = CreateTask(SleepAndSayWhen());
        await flag.Wait();
        Trace.AddWithTime("woken");
    }

    private static async Coroutine SleepAndSayWhen()
    {
        await SleepMs(20);
        Trace.AddWithTime("slept");
    }

    private static async Coroutine SetThrice()
    {
        flag.Set();
        flag.Set();
        flag.Set();
        await flag.Wait();
    }

    private static async Coroutine SetThreeFlags()
    {
        ThreadSafeFlag[] flags = new ThreadSafeFlag[3];
        for (int i = 0; i < 3; i++)
        {
            flags[i] = new ThreadSafeFlag();
            _ = CreateTask(WaitAndSay(flags[i], i.ToString()));
        }

        await SleepMs(1);
        flags[2].Set();
        flags[0].Set();
        flags[1].Set();
        await SleepMs(1);
    }

    private static async Coroutine WaitAndSay(ThreadSafeFlag wait, string word)
    {
        await wait.Wait();
        Trace.Add(word);
    }
}
