using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class PeriodicTimerTests
{
    [TestMethod]
    public void S3_9_a_periodic_timer_does_not_drift()
    {
        VirtualTime.Run(TickWhileComputing());
        Trace.Is("tick 1001@10010 missed=0");
    }

    [TestMethod]
    public void S3_9_a_clock_of_whole_milliseconds_makes_it_late_but_not_drift()
    {
        TruncatedClock clock = new TruncatedClock(700);
        Run(TickOnARealClock(), clock);
        Assert.IsTrue(clock.NowUs >= 1000000 && clock.NowUs <= 1003000);
    }

    [TestMethod]
    public void S3_9_missed_ticks_are_counted_and_the_next_is_on_time()
    {
        VirtualTime.Run(MissTicks());
        Trace.Is("10 40:missed=2,late=25 50:missed=2,late=0 60:missed=2,late=9 80:missed=3,late=10");
    }

    [TestMethod]
    public void S3_9_a_wait_that_is_given_up_loses_no_tick()
    {
        VirtualTime.Run(GiveUpWaiting());
        Trace.Is("timeout@3 timeout@6 timeout@9 10 20 missed=0");
    }

    [TestMethod]
    public void S3_9_two_timers_keep_their_own_time()
    {
        VirtualTime.Run(TickTwice());
        Trace.Is("a10 b15 a20 b30 a30 a40 b45");
    }

    [TestMethod]
    public void S3_9_a_period_is_positive() =>
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new PeriodicTimer(0));

    private static async Coroutine TickWhileComputing()
    {
        PeriodicTimer timer = new PeriodicTimer(10);
        for (int i = 0; i < 1000; i++)
        {
            await timer.Next();
            VirtualTime.Clock.Advance(i % 10);
        }

        await timer.Next();
        Trace.AddWithTime("tick 1001");
        Trace.Add("missed=" + timer.MissedCount);
    }

    private static async Coroutine TickOnARealClock()
    {
        PeriodicTimer timer = new PeriodicTimer(10);
        for (int i = 0; i < 100; i++)
        {
            await timer.Next();
        }
    }

    private static async Coroutine MissTicks()
    {
        PeriodicTimer timer = new PeriodicTimer(10);
        await timer.Next();
        Trace.Add(VirtualTime.NowMs.ToString());
        int[] computeMs = { 25, 0, 9, 10 };
        for (int i = 0; i < computeMs.Length; i++)
        {
            VirtualTime.Clock.Advance(computeMs[i]);
            await timer.Next();
            Trace.Add(VirtualTime.NowMs + ":missed=" + timer.MissedCount + ",late=" + timer.LatenessMs);
        }
    }

    private static async Coroutine GiveUpWaiting()
    {
        PeriodicTimer timer = new PeriodicTimer(10);
        for (int i = 0; i < 3; i++)
        {
            try
            {
                await WaitForMs(timer.Next(), 3);
            }
            catch (TimeoutException)
            {
                Trace.AddWithTime("timeout");
            }
        }

        await timer.Next();
        Trace.Add(VirtualTime.NowMs.ToString());
        await timer.Next();
        Trace.Add(VirtualTime.NowMs.ToString());
        Trace.Add("missed=" + timer.MissedCount);
    }

    private static async Coroutine TickTwice()
    {
        _ = CreateTask(Tick("b", 15));
        _ = CreateTask(Tick("a", 10));
        await SleepMs(46);
    }

    private static async Coroutine Tick(string word, int periodMs)
    {
        PeriodicTimer timer = new PeriodicTimer(periodMs);
        while (true)
        {
            await timer.Next();
            Trace.Add(word + VirtualTime.NowMs);
        }
    }
}
