using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class SemaphoreTests
{
    private static Semaphore permits;
    private static int inside;
    private static int mostInside;

    [TestMethod]
    public void So_many_tasks_enter_as_there_are_permits()
    {
        VirtualTime.Run(EnterWithSeven());
        Assert.AreEqual(3, mostInside);
        Assert.AreEqual(0, inside);
        Trace.Is("0@0 1@0 2@0 3@10 4@10 5@10 6@20");
    }

    [TestMethod]
    public void A_permit_is_taken_without_suspending_if_one_is_free()
    {
        VirtualTime.Run(TakeAll());
        Trace.Is("open locked open other");
    }

    [TestMethod]
    public void A_released_permit_goes_to_the_task_that_waits_and_nobody_barges_in()
    {
        VirtualTime.Run(BargeIn());
        Trace.Is("locked next barger");
    }

    [TestMethod]
    public void Releasing_more_than_the_maximum_is_refused()
    {
        Semaphore bounded = new Semaphore(1, 1);
        Assert.ThrowsException(typeof(InvalidOperationException), () => bounded.Release());
        VirtualTime.Run(ReleaseTooOften());
        Trace.Is("misuse woken");
    }

    [TestMethod]
    public void An_unbounded_semaphore_takes_more_permits_than_it_had()
    {
        VirtualTime.Run(ReleaseFirst());
        Trace.Is("open open locked");
    }

    [TestMethod]
    public void A_semaphore_refuses_impossible_numbers()
    {
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new Semaphore(-1));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new Semaphore(3, 2));
        Assert.IsTrue(new Semaphore(0).IsLocked);
    }

    [TestMethod]
    public void A_cancelled_waiter_takes_no_permit()
    {
        VirtualTime.Run(CancelAWaiter(false));
        Trace.Is("a:cancelled b open");
    }

    [TestMethod]
    public void A_permit_given_to_a_task_that_is_cancelled_before_its_turn_is_passed_on()
    {
        VirtualTime.Run(CancelAWaiter(true));
        Trace.Is("a:cancelled b open");
    }

    [TestMethod]
    public void A_task_that_catches_its_cancellation_can_take_a_permit_at_once_and_the_count_stays_right()
    {
        VirtualTime.Run(TakeAfterCancel(true));
        Trace.Is("caught locked open");
        VirtualTime.Run(TakeAfterCancel(false));
        Trace.Is("caught locked open");
    }

    [TestMethod]
    public void Using_gives_the_permit_back_on_exceptions()
    {
        VirtualTime.Run(FailInside());
        Trace.Is("locked broken open");
    }

    [TestMethod]
    public void A_timeout_around_acquire_loses_no_permit()
    {
        VirtualTime.Run(LimitAcquire());
        Trace.Is("timeout@5 locked@10 open");
    }

    [TestMethod]
    public void A_permit_that_came_before_the_deadline_is_not_lost_to_it()
    {
        VirtualTime.Run(LimitAtTheLastMoment());
        Trace.Is("locked open");
    }

    private static string Say() => permits.IsLocked ? "locked" : "open";

    private static async Coroutine Enter(string word, int durationMs)
    {
        using (await permits.Acquire())
        {
            inside++;
            mostInside = mostInside < inside ? inside : mostInside;
            Trace.Add(word);
            try
            {
                await SleepMs(durationMs);
            }
            finally
            {
                inside--;
            }
        }
    }

    private static async Coroutine EnterAndSayWhen(string word)
    {
        using (await permits.Acquire())
        {
            Trace.AddWithTime(word);
            inside++;
            mostInside = mostInside < inside ? inside : mostInside;
            await SleepMs(10);
            inside--;
        }
    }

    private static async Coroutine EnterWithSeven()
    {
        permits = new Semaphore(3);
        inside = mostInside = 0;
        Task[] tasks = new Task[7];
        for (int i = 0; i < 7; i++)
        {
            tasks[i] = CreateTask(EnterAndSayWhen(i.ToString()));
        }

        await Gather(tasks);
    }

    private static async Coroutine TakeAll()
    {
        _ = CreateTask(Scripts.Say("other"));
        permits = new Semaphore(2);
        await permits.Acquire();
        Trace.Add(Say());
        await permits.Acquire();
        Trace.Add(Say());
        permits.Release();
        Trace.Add(Say());
        await SleepMs(0);
    }

    private static async Coroutine BargeIn()
    {
        permits = new Semaphore(1);
        await permits.Acquire();
        _ = CreateTask(Enter("next", 1));
        await SleepMs(1);
        permits.Release();
        Trace.Add(Say());
        await Enter("barger", 0);
    }

    private static async Coroutine ReleaseTooOften()
    {
        permits = new Semaphore(0, 1);
        _ = CreateTask(AcquireAndSay("woken"));
        await SleepMs(1);
        permits.Release();
        try
        {
            permits.Release();
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        await SleepMs(1);
        permits.Release();
    }

    private static async Coroutine AcquireAndSay(string word)
    {
        await permits.Acquire();
        Trace.Add(word);
    }

    private static async Coroutine ReleaseFirst()
    {
        permits = new Semaphore(0);
        permits.Release();
        permits.Release();
        Trace.Add(Say());
        await permits.Acquire();
        Trace.Add(Say());
        await permits.Acquire();
        Trace.Add(Say());
    }

    private static async Coroutine EnterUnlessCancelled(string word)
    {
        try
        {
            await Enter(word, 0);
        }
        catch (CancelledException)
        {
            Trace.Add(word + ":cancelled");
            throw;
        }
    }

    private static async Coroutine CancelAWaiter(bool afterWaking)
    {
        permits = new Semaphore(1, 1);
        await permits.Acquire();
        Task a = CreateTask(EnterUnlessCancelled("a"));
        _ = CreateTask(Enter("b", 0));
        await SleepMs(1);
        if (afterWaking)
        {
            permits.Release();
            a.Cancel();
        }
        else
        {
            a.Cancel();
            permits.Release();
        }

        await SleepMs(5);
        Trace.Add(Say());
    }

    private static async Coroutine TakeAfterCancel(bool afterWaking)
    {
        permits = new Semaphore(1, 1);
        await permits.Acquire();
        Task task = CreateTask(CatchAndTake());
        await SleepMs(1);
        if (afterWaking)
        {
            permits.Release();
            task.Cancel();
        }
        else
        {
            task.Cancel();
            permits.Release();
        }

        await SleepMs(1);
        Trace.Add(Say());
        await SleepMs(10);
        Trace.Add(Say());
    }

    private static async Coroutine CatchAndTake()
    {
        try
        {
            await permits.Acquire();
        }
        catch (CancelledException)
        {
            Trace.Add("caught");
        }

        using (await permits.Acquire())
        {
            await SleepMs(5);
        }
    }

    private static async Coroutine FailInside()
    {
        permits = new Semaphore(1, 1);
        try
        {
            using (await permits.Acquire())
            {
                Trace.Add(Say());
                await Scripts.SleepAndFail(1, "broken");
            }
        }
        catch (BrokenException)
        {
            Trace.Add("broken");
        }

        Trace.Add(Say());
    }

    private static async Coroutine SleepAndRelease(int durationMs, int computeMs)
    {
        await SleepMs(durationMs);
        Scripts.Crowd();
        permits.Release();
        VirtualTime.Clock.Advance(computeMs);
    }

    private static async Coroutine LimitAcquire()
    {
        permits = new Semaphore(0, 1);
        _ = CreateTask(SleepAndRelease(10, 0));
        try
        {
            await WaitForMs(permits.Acquire(), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        await WaitForMs(permits.Acquire(), 100);
        Trace.AddWithTime(Say());
        permits.Release();
        Trace.Add(Say());
    }

    private static async Coroutine LimitAtTheLastMoment()
    {
        permits = new Semaphore(0, 1);
        _ = CreateTask(SleepAndRelease(9, 20));
        await WaitForMs(permits.Acquire(), 10);
        Trace.Add(Say());
        permits.Release();
        Trace.Add(Say());
    }
}
