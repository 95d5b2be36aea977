using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class OneShotTimerTests
{
    private static OneShotTimer countdown;

    [TestMethod]
    public void A_countdown_runs_out_and_wakes_all_who_wait()
    {
        VirtualTime.Run(WaitForIt());
        Trace.Is("stopped running a@10 b@10 run_out");
    }

    [TestMethod]
    public void Triggering_it_again_starts_it_again()
    {
        VirtualTime.Run(TriggerAgainAndAgain());
        Trace.Is("a@55 a@70");
    }

    [TestMethod]
    public void A_countdown_that_has_run_out_does_not_suspend()
    {
        VirtualTime.Run(WaitForOneThatHasRunOut());
        Trace.Is("main other");
    }

    [TestMethod]
    public void Stopped_it_wakes_nobody_until_it_is_triggered_again()
    {
        VirtualTime.Run(StopIt());
        Trace.Is("stopped a@25");
    }

    [TestMethod]
    public void A_cancelled_or_limited_wait_leaves_the_others_alone()
    {
        VirtualTime.Run(CancelAWait());
        Trace.Is("timeout@5 b@10");
    }

    [TestMethod]
    public void A_run_does_not_wait_for_a_countdown_and_ends_it()
    {
        VirtualTime.Run(LeaveItRunning());
        Trace.AddWithTime("over");
        Trace.Is("over@1");
        Assert.IsFalse(countdown.IsRunning);
    }

    [TestMethod]
    public void It_serves_one_run_after_another()
    {
        countdown = new OneShotTimer();
        for (int i = 0; i < 3; i++)
        {
            VirtualTime.Run(TriggerAndLeaveIt());
            Trace.Is("a@10");
        }
    }

    private static string Say() => countdown.IsRunning ? "running" : countdown.HasRunOut ? "run_out" : "stopped";

    private static async Coroutine WaitAndSay(string word)
    {
        await countdown.Wait();
        Trace.AddWithTime(word);
    }

    private static async Coroutine WaitForIt()
    {
        countdown = new OneShotTimer();
        Trace.Add(Say());
        countdown.Trigger(10);
        Trace.Add(Say());
        await Gather(WaitAndSay("a"), WaitAndSay("b"));
        Trace.Add(Say());
    }

    private static async Coroutine TriggerAgainAndAgain()
    {
        countdown = new OneShotTimer();
        Task waiter = CreateTask(WaitAndSay("a"));
        for (int i = 0; i < 10; i++)
        {
            countdown.Trigger(10);
            await SleepMs(5);
        }

        await waiter;
        await SleepMs(5);
        countdown.Trigger(10);
        await WaitAndSay("a");
    }

    private static async Coroutine WaitForOneThatHasRunOut()
    {
        countdown = new OneShotTimer();
        countdown.Trigger(1);
        await SleepMs(2);
        _ = CreateTask(Scripts.Say("other"));
        await countdown.Wait();
        Trace.Add("main");
        await SleepMs(0);
    }

    private static async Coroutine StopIt()
    {
        countdown = new OneShotTimer();
        countdown.Trigger(10);
        Task waiter = CreateTask(WaitAndSay("a"));
        await SleepMs(5);
        countdown.Stop();
        countdown.Stop();
        await SleepMs(15);
        Trace.Add(Say());
        countdown.Trigger(5);
        await waiter;
    }

    private static async Coroutine CancelAWait()
    {
        countdown = new OneShotTimer();
        countdown.Trigger(10);
        Task a = CreateTask(WaitAndSay("a"));
        Task b = CreateTask(WaitAndSay("b"));
        try
        {
            await WaitForMs(countdown.Wait(), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        a.Cancel();
        await b;
    }

    private static async Coroutine LeaveItRunning()
    {
        countdown = new OneShotTimer();
        countdown.Trigger(Scripts.Forever);
        await SleepMs(1);
    }

    private static async Coroutine TriggerAndLeaveIt()
    {
        for (int i = 0; i < 5; i++)
        {
            // Others in the table beside it.
            _ = CreateTask(SleepMs(Scripts.Forever));
        }

        countdown.Trigger(10);
        await WaitAndSay("a");
        countdown.Trigger(20);
        await SleepMs(1);
    }
}
