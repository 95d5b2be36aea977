using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class EventTests
{
    private static Event early;
    private static int reports;

    [TestMethod]
    public void S8_1_waiting_for_an_event_that_is_set_does_not_suspend()
    {
        VirtualTime.Run(WaitForSet());
        Trace.Is("clear set main other");
    }

    [TestMethod]
    public void S8_2_set_wakes_all_who_wait_in_the_order_in_which_they_came()
    {
        VirtualTime.Run(SetForThree());
        Trace.Is("a b c");
    }

    [TestMethod]
    public void S8_2_set_and_clear_still_wakes_them()
    {
        VirtualTime.Run(Pulse());
        Trace.Is("a:clear b:clear timeout");
    }

    [TestMethod]
    public void S8_2_set_does_not_run_anybody_at_once()
    {
        VirtualTime.Run(SetAndSay());
        Trace.Is("main a");
    }

    [TestMethod]
    public void S8_4_a_waiter_that_waits_again_and_again_starves_nobody()
    {
        VirtualTime.Run(WaitInCircles());
        Trace.Is("o1 o2 o3 end");
    }

    [TestMethod]
    public void S8_4_a_waiter_that_waits_again_comes_last()
    {
        VirtualTime.Run(WaitTwice());
        Trace.Is("a b a b");
    }

    [TestMethod]
    public void S8_5_a_loop_with_nothing_to_do_waits_without_polling_and_says_once_after_a_minute_who_waits()
    {
        reports = 0;
        OutsideClock clock = new OutsideClock();
        try
        {
            Run(WaitForNothing(), clock);
            Assert.IsTrue(false, "It returned.");
        }
        catch (BrokenException exception)
        {
            Assert.AreEqual("No more events", exception.Message);
        }

        Assert.AreEqual(1, reports);
        Assert.AreEqual(60000, (int)clock.NowMs);
        Assert.AreEqual(2, clock.IdleTimes);
        Assert.AreEqual(long.MaxValue, clock.LastDeadlineMs);
    }

    [TestMethod]
    public void S8_5_a_loop_that_was_ever_called_from_outside_waits_and_says_nothing()
    {
        reports = 0;
        OutsideClock clock = new OutsideClock();
        EventLoop loop = new EventLoop(clock);
        loop.CallSoonThreadSafe(() => { });
        Assert.ThrowsException(typeof(BrokenException), () => loop.RunUntilComplete(WaitForNothing()));
        Assert.AreEqual(0, reports);
        Assert.AreEqual(1, clock.IdleTimes);
    }

    [TestMethod]
    public void S8_6_an_event_can_be_made_before_the_loop_runs_and_serve_several_runs()
    {
        early = new Event();
        early.Set();
        VirtualTime.Run(Scripts.WaitAndSay(early, "first"));
        Trace.Is("first");
        early.Clear();
        VirtualTime.Run(SetEarlyLater());
        Trace.Is("second");
    }

    [TestMethod]
    public void S8_6_a_run_that_ends_takes_its_waiters_out_of_the_event()
    {
        early = new Event();
        VirtualTime.Run(LeaveWaiterBehind());
        VirtualTime.Run(SetEarlyLater());
        Trace.Is("second");
    }

    private static async Coroutine WaitForSet()
    {
        Event gate = new Event();
        Trace.Add(gate.IsSet ? "set" : "clear");
        gate.Set();
        Trace.Add(gate.IsSet ? "set" : "clear");
        _ = CreateTask(Scripts.Say("other"));
        await gate.Wait();
        await gate.Wait();
        Trace.Add("main");
        await SleepMs(0);
    }

    private static async Coroutine SetForThree()
    {
        Event gate = new Event();
        _ = CreateTask(Scripts.WaitAndSay(gate, "a"));
        _ = CreateTask(Scripts.WaitAndSay(gate, "b"));
        _ = CreateTask(Scripts.WaitAndSay(gate, "c"));
        await SleepMs(1);
        gate.Set();
        await SleepMs(1);
    }

    private static async Coroutine WaitAndSayState(Event gate, string word)
    {
        await gate.Wait();
        Trace.Add(word + (gate.IsSet ? ":set" : ":clear"));
    }

    private static async Coroutine Pulse()
    {
        Event gate = new Event();
        _ = CreateTask(WaitAndSayState(gate, "a"));
        _ = CreateTask(WaitAndSayState(gate, "b"));
        await SleepMs(1);
        gate.Set();
        gate.Clear();
        await SleepMs(1);
        try
        {
            await WaitForMs(gate, 5);
        }
        catch (TimeoutException)
        {
            Trace.Add("timeout");
        }
    }

    private static async Coroutine SetAndSay()
    {
        Event gate = new Event();
        _ = CreateTask(Scripts.WaitAndSay(gate, "a"));
        await SleepMs(1);
        gate.Set();
        Trace.Add("main");
        await SleepMs(0);
    }

    private static async Coroutine WaitInCircles()
    {
        Event ping = new Event();
        Event pong = new Event();
        _ = CreateTask(Echo(ping, pong));
        _ = CreateTask(Echo(pong, ping));
        _ = CreateTask(Scripts.TakeTurns("o", 3));
        ping.Set();
        for (int i = 0; i < 5; i++)
        {
            await SleepMs(0);
        }

        Trace.Add("end");
    }

    private static async Coroutine Echo(Event mine, Event theirs)
    {
        while (true)
        {
            await mine.Wait();
            mine.Clear();
            theirs.Set();
        }
    }

    private static async Coroutine WaitTwice()
    {
        Event gate = new Event();
        _ = CreateTask(WaitAndSayTwice(gate, "a"));
        _ = CreateTask(WaitAndSayTwice(gate, "b"));
        for (int i = 0; i < 2; i++)
        {
            await SleepMs(1);
            gate.Set();
            gate.Clear();
        }

        await SleepMs(1);
    }

    private static async Coroutine WaitAndSayTwice(Event gate, string word)
    {
        await gate.Wait();
        Trace.Add(word);
        await gate.Wait();
        Trace.Add(word);
    }

    private static async Coroutine WaitForNothing()
    {
        EventLoop.Current.ExceptionHandler = CountReport;
        await new Event().Wait();
    }

    private static void CountReport(EventLoop loop, ExceptionContext context)
    {
        reports++;
        Assert.Contains("WaitForNothing waits for Event", context.Message);
    }

    private static async Coroutine SetEarlyLater()
    {
        _ = CreateTask(Scripts.WaitAndSay(early, "second"));
        await SleepMs(1);
        early.Set();
        await SleepMs(1);
    }

    private static async Coroutine LeaveWaiterBehind()
    {
        _ = CreateTask(Scripts.WaitAndSay(early, "left"));
        await SleepMs(1);
    }
}
