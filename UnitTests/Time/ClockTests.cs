using System;
using System.Threading;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class ClockTests
{
    [TestMethod]
    public void Time_stands_still_while_there_is_work_and_jumps_when_there_is_none()
    {
        VirtualTime.Run(WorkAndSleep());
        Trace.Is("start@0 worked@0 slept@3600000");
    }

    [TestMethod]
    public void A_clock_can_start_at_any_time()
    {
        AutojumpClock clock = new AutojumpClock(5000);
        Trace.Clear();
        Run(WorkAndSleep(), clock);
        Trace.Is("start@5000 worked@5000 slept@3605000");
    }

    [TestMethod]
    public void A_task_that_computes_can_be_simulated_but_time_never_goes_back()
    {
        VirtualTime.Run(Compute());
        Trace.Is("advanced@25 refused@25");
    }

    [TestMethod]
    public void Tasks_that_wait_for_each_other_for_ever_are_named_with_what_they_wait_for()
    {
        try
        {
            VirtualTime.Run(WaitForGateThatNobodySets());
            Assert.IsTrue(false, "No deadlock was told.");
        }
        catch (DeadlockException exception)
        {
            Assert.Contains("reader waits for Event", exception.Message);
            Assert.Contains("WaitForGateThatNobodySets waits for Task reader", exception.Message);
        }
    }

    [TestMethod]
    public void After_a_deadlock_all_tasks_unwind()
    {
        VirtualTime.RunAndTraceFailure(WaitForEachOther());
        Trace.Is("child unwinds child unwound main unwinds run:DeadlockException");
    }

    [TestMethod]
    public void A_deadlock_in_the_cleanup_at_the_end_is_told_too()
    {
        VirtualTime.RunAndTraceFailure(LeaveOneThatNeverEnds());
        Trace.Is("end run:DeadlockException");
        VirtualTime.Run(Scripts.Say("next"));
        Trace.Is("next");
    }

    [TestMethod]
    public void A_task_that_waits_for_a_flag_is_a_deadlock_only_if_time_is_virtual()
    {
        VirtualTime.RunAndTraceFailure(WaitForFlag(new ThreadSafeFlag()));
        Trace.Is("run:DeadlockException");
        ThreadSafeFlag flag = new ThreadSafeFlag();
        Trace.Clear();
        Run(WaitForFlag(flag), new OutsideClock(flag));
        Trace.Is("woken");
    }

    [TestMethod]
    public void In_real_time_no_deadlock_is_told_as_a_thread_or_an_interrupt_may_call_in()
    {
        Trace.Clear();
        Run(WaitForOutside(), new BoardClock());
        Trace.Is("event item lock");
        VirtualTime.Run(WaitForOutside());
        Trace.Is("event item lock");
    }

    [TestMethod]
    public void A_deadlock_in_virtual_time_names_what_could_have_come_from_outside()
    {
        try
        {
            VirtualTime.Run(WaitForFlag(new ThreadSafeFlag()));
            Assert.IsTrue(false, "No deadlock was told.");
        }
        catch (DeadlockException exception)
        {
            Assert.Contains("WaitForFlag waits for ThreadSafeFlag", exception.Message);
            Assert.Contains("a thread or an interrupt", exception.Message);
            Assert.Contains("BeginOutside", exception.Message);
        }
    }

    [TestMethod]
    public void The_boards_clock_measures_real_time()
    {
        EventLoop loop = new EventLoop(new BoardClock());
        long startMs = loop.Clock.NowMs;
        Trace.Clear();
        Run(SleepTwice(), loop.Clock);
        Trace.Is("slept slept");
        long tookMs = loop.Clock.NowMs - startMs;
        Assert.IsTrue(tookMs >= 30, "It took " + tookMs + " ms.");
    }

    /// <summary>Waits for what threads bring, each through <see cref="EventLoop.CallSoonThreadSafe"/>.</summary>
    private static async Coroutine WaitForOutside()
    {
        EventLoop loop = EventLoop.Current;
        loop.ExceptionHandler = (l, context) => Trace.Add("reported:" + context.Message);
        AutojumpClock clock = loop.Clock as AutojumpClock;
        clock?.BeginOutside();
        Event gate = new Event();
        CallIn(() => gate.Set());
        await gate.Wait();
        Trace.Add("event");
        Queue queue = new Queue();
        CallIn(() => queue.PutNowait("item"));
        Trace.Add((string)await queue.Get());
        Lock held = new Lock();
        await held.Acquire();
        CallIn(() => held.Release());
        await held.Acquire();
        Trace.Add("lock");
        clock?.EndOutside();
    }

    private static void CallIn(Callback callback)
    {
        EventLoop loop = EventLoop.Current;
        new Thread(() =>
        {
            Thread.Sleep(5);
            loop.CallSoonThreadSafe(callback);
        }).Start();
    }

    private static async Coroutine WorkAndSleep()
    {
        Trace.AddWithTime("start");
        for (int i = 0; i < 100; i++)
        {
            await SleepMs(0);
        }

        Trace.AddWithTime("worked");
        await Sleep(3600);
        Trace.AddWithTime("slept");
    }

    private static async Coroutine Compute()
    {
        VirtualTime.Clock.Advance(25);
        Trace.AddWithTime("advanced");
        try
        {
            VirtualTime.Clock.Advance(-1);
        }
        catch (ArgumentOutOfRangeException)
        {
            Trace.AddWithTime("refused");
        }
    }

    private static async Coroutine WaitForGateThatNobodySets()
    {
        await CreateTask(Scripts.WaitAndSay(new Event(), "never"), "reader");
    }

    private static async Coroutine WaitForEachOther()
    {
        try
        {
            await CreateTask(WaitAndUnwind());
        }
        finally
        {
            Trace.Add("main unwinds");
        }
    }

    private static async Coroutine WaitAndUnwind()
    {
        try
        {
            await new Event().Wait();
        }
        finally
        {
            Trace.Add("child unwinds");
            await SleepMs(10);
            Trace.Add("child unwound");
        }
    }

    private static async Coroutine LeaveOneThatNeverEnds()
    {
        _ = CreateTask(NeverEnd());
        await SleepMs(1);
        Trace.Add("end");
    }

    private static async Coroutine NeverEnd()
    {
        try
        {
            await new Event().Wait();
        }
        finally
        {
            await new Event().Wait();
        }
    }

    private static async Coroutine WaitForFlag(ThreadSafeFlag flag)
    {
        await flag.Wait();
        Trace.Add("woken");
    }

    private static async Coroutine SleepTwice()
    {
        await SleepMs(10);
        Trace.Add("slept");
        await SleepMs(20);
        Trace.Add("slept");
    }
}
