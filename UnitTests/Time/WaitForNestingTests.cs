using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class WaitForNestingTests
{
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
    public void S4_many_timeouts_around_each_other_need_no_stack()
    {
        VirtualTime.Run(NestMany());
        Trace.Is("7@0 failed@0 end@3");
    }

    private static async Coroutine NestMany()
    {
        Coroutine<int> number = Seven();
        Coroutine failing = FailAtOnce();
        Coroutine sleeping = SleepMs3();
        for (int i = 0; i < 100; i++)
        {
            number = WaitForMs(number, 1000);
            failing = WaitForMs(failing, 1000);
            sleeping = WaitForMs(sleeping, 1000);
        }

        Trace.AddWithTime((await number).ToString());
        try
        {
            await failing;
        }
        catch (InvalidOperationException)
        {
            Trace.AddWithTime("failed");
        }

        await sleeping;
        Trace.AddWithTime("end");
    }

    private static async Coroutine<int> Seven() => 7;

    private static async Coroutine FailAtOnce() => throw new InvalidOperationException();

    private static async Coroutine SleepMs3() => await SleepMs(3);

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
}
