using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>Limits of zero milliseconds and less, and limits that never come.</summary>
[TestClass]
public class NoTimeTests
{
    private static TimeoutScope scope;

    [TestMethod]
    public void S4_15_a_scope_without_time_ends_at_its_first_wait()
    {
        int[] limits = { 0, -1, -11, int.MinValue };
        for (int i = 0; i < limits.Length; i++)
        {
            VirtualTime.Run(WaitAmongOthers(limits[i], SleepMs(Scripts.Forever)));
            Trace.Is("timeout 1");
            VirtualTime.Run(WaitAmongOthers(limits[i], SleepMs(0)));
            Trace.Is("timeout 1");
            VirtualTime.Run(WaitAmongOthers(limits[i], new Event()));
            Trace.Is("timeout 1");
        }
    }

    [TestMethod]
    public void S4_15_also_if_what_it_waits_for_has_come_from_outside_meanwhile()
    {
        VirtualTime.Run(WaitForManyArrivals());
        Trace.Is("timeouts:64");
    }

    [TestMethod]
    public void S4_15_a_scope_without_time_that_never_waits_ends_well()
    {
        VirtualTime.Run(WaitForNothing());
        Trace.Is("said in_time slept@5");
    }

    [TestMethod]
    public void S4_15_moved_to_now_or_before_a_scope_ends_at_its_next_wait()
    {
        VirtualTime.Run(MoveToNow(0));
        Trace.Is("timeout 1");
        VirtualTime.Run(MoveToNow(-11));
        Trace.Is("timeout 1");
    }

    [TestMethod]
    public void S4_15_moved_to_now_by_another_a_scope_ends_its_wait()
    {
        VirtualTime.Run(MoveByAnother());
        Trace.Is("timeout@5");
    }

    [TestMethod]
    public void S4_15_a_cancellation_of_oneself_is_not_lost_to_a_scope_without_time()
    {
        VirtualTime.Run(CancelSelfAndEnter());
        Trace.Is("cancelled");
    }

    [TestMethod]
    public void S4_3_a_scope_can_have_no_limit()
    {
        VirtualTime.Run(SetNoLimit());
        Trace.Is("a@1000000 b@2000000 timeout@2000010");
    }

    [TestMethod]
    public void S4_3_a_wait_can_have_no_limit()
    {
        VirtualTime.Run(WaitWithoutLimit());
        Trace.Is("7@1000000");
        Assert.ThrowsException(typeof(DeadlockException), () => VirtualTime.Run(WaitForMs(new Event(), NoLimit)));
    }

    [TestMethod]
    public void A_timer_without_time_runs_out_when_the_task_waits()
    {
        VirtualTime.Run(TriggerAmongOthers(0));
        Trace.Is("running run_out 1");
        VirtualTime.Run(TriggerAmongOthers(-11));
        Trace.Is("running run_out 1");
    }

    [TestMethod]
    public void A_scope_that_is_never_left_does_nothing_after_its_task()
    {
        VirtualTime.Run(NeverLeave());
        Trace.Is("end@50");
    }

    /// <summary>Waits in a scope of this length, while others have turns without end, and says in which turn of theirs it ended.</summary>
    private static async Coroutine WaitAmongOthers(int limitMs, Awaitable awaitable)
    {
        Counter.Start();
        try
        {
            using (TimeoutScope.After(limitMs))
            {
                await awaitable;
            }

            Trace.Add("end");
        }
        catch (TimeoutException)
        {
            Trace.Add("timeout");
        }

        Trace.Add(Counter.Stop());
    }

    private static async Coroutine WaitForNothing()
    {
        using (scope = TimeoutScope.After(0))
        {
            await Scripts.Say("said");
        }

        Trace.Add(scope.IsExpired ? "expired" : "in_time");
        await SleepMs(5);
        Trace.AddWithTime("slept");
    }

    private static async Coroutine MoveToNow(int limitMs)
    {
        try
        {
            using (scope = TimeoutScope.After(100))
            {
                await SleepMs(5);
                Counter.Start();
                scope.Reschedule(limitMs);
                await SleepMs(Scripts.Forever);
            }
        }
        catch (TimeoutException)
        {
            Trace.Add("timeout");
        }

        Trace.Add(Counter.Stop());
    }

    private static async Coroutine MoveByAnother()
    {
        Task task = CreateTask(WaitInScope());
        await SleepMs(5);
        scope.Reschedule(0);
        await task;
    }

    private static async Coroutine WaitInScope()
    {
        try
        {
            using (scope = TimeoutScope.After(100))
            {
                await SleepMs(Scripts.Forever);
            }
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }

    /// <summary>More often than there are turns between two looks, so that some turn is the last one before a look at the world outside.</summary>
    private static async Coroutine WaitForManyArrivals()
    {
        int timeouts = 0;
        for (int i = 0; i < 64; i++)
        {
            ThreadSafeFlag flag = new ThreadSafeFlag();
            try
            {
                using (TimeoutScope.After(0))
                {
                    ThreadSafeFlag wait = flag.Wait();
                    flag.Set();
                    await wait;
                }
            }
            catch (TimeoutException)
            {
                timeouts++;
            }

            for (int turn = 0; turn < i % 2; turn++)
            {
                await SleepMs(0);
            }
        }

        Trace.Add("timeouts:" + timeouts);
    }

    private static async Coroutine CancelSelfAndEnter()
    {
        Task task = CreateTask(CancelSelfAndWait());
        await Gather(true, task);
        Assert.IsTrue(task.IsCancelled);
    }

    private static async Coroutine CancelSelfAndWait()
    {
        CurrentTask.Cancel();
        try
        {
            using (TimeoutScope.After(0))
            {
                await SleepMs(0);
            }
        }
        catch (Exception exception)
        {
            Trace.Add(Scripts.Word(exception));
            throw exception;
        }
    }

    private static async Coroutine SetNoLimit()
    {
        using (scope = TimeoutScope.After(NoLimit))
        {
            await SleepMs(Scripts.Forever);
            Trace.AddWithTime("a");
            scope.Reschedule(10);
            scope.Reschedule(NoLimit);
            await SleepMs(Scripts.Forever);
            Trace.AddWithTime("b");
            scope.Reschedule(10);
            try
            {
                await SleepMs(Scripts.Forever);
            }
            catch (CancelledException)
            {
                Trace.AddWithTime("timeout");
            }
        }
    }

    private static async Coroutine WaitWithoutLimit() =>
        Trace.AddWithTime((await WaitForMs(Scripts.SleepAndReturn(Scripts.Forever, 7), NoLimit)).ToString());

    private static async Coroutine TriggerAmongOthers(int durationMs)
    {
        OneShotTimer timer = new OneShotTimer();
        Counter.Start();
        timer.Trigger(durationMs);
        Trace.Add(timer.HasRunOut ? "run_out" : "running");
        await timer.Wait();
        Trace.Add(timer.HasRunOut ? "run_out" : "running");
        Trace.Add(Counter.Stop());
    }

    private static async Coroutine NeverLeave()
    {
        await CreateTask(Enter());
        await SleepMs(50);
        Trace.AddWithTime("end");
        using (scope.Enter(10))
        {
            await SleepMs(5);
        }
    }

    private static async Coroutine Enter() => scope = TimeoutScope.After(10);

    /// <summary>A task that always has another turn, and counts them.</summary>
    private static class Counter
    {
        private static Task task;
        private static int turns;

        internal static void Start()
        {
            turns = 0;
            task = CreateTask(Count());
        }

        internal static string Stop()
        {
            task.Cancel();
            return turns.ToString();
        }

        private static async Coroutine Count()
        {
            while (true)
            {
                turns++;
                await SleepMs(0);
            }
        }
    }
}
