using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class TimeoutScopeTests
{
    internal static TimeoutScope scope;

    [TestMethod]
    public void S4_15_a_block_that_ends_in_time_is_left_alone()
    {
        VirtualTime.Run(EndInTime());
        Trace.Is("block@5 in_time end@1005");
    }

    [TestMethod]
    public void S4_15_a_block_whose_time_is_up_unwinds_and_leaving_it_throws()
    {
        VirtualTime.Run(RunOutOfTime());
        Trace.Is("cancelled@10 expired timeout@10");
    }

    [TestMethod]
    public void S4_15_a_task_awaited_in_the_block_is_cancelled()
    {
        VirtualTime.Run(AwaitATask());
        Trace.Is("a:unwinds a:unwound timeout@30 cancelled");
    }

    [TestMethod]
    public void S4_15_the_deadline_can_be_moved()
    {
        VirtualTime.Run(MoveDeadline(20, 3));
        Trace.Is("timeout@25");
        VirtualTime.Run(MoveDeadline(1, 3));
        Trace.Is("timeout@6");
    }

    [TestMethod]
    public void S4_15_the_deadline_of_a_scope_that_is_not_in_use_or_has_expired_cannot_be_moved()
    {
        Assert.ThrowsException(typeof(InvalidOperationException), () => new TimeoutScope().Reschedule(5));
        VirtualTime.Run(MoveTooLate());
        Trace.Is("misuse timeout@10");
    }

    [TestMethod]
    public void S4_15_a_scope_can_be_used_again_but_not_twice_at_once()
    {
        VirtualTime.Run(UseAgain());
        Trace.Is("timeout@5 block@7 timeout@12 misuse");
    }

    [TestMethod]
    public void S4_15_a_block_that_catches_the_interruption_and_comes_to_its_end_has_ended()
    {
        VirtualTime.Run(CatchInside());
        Trace.Is("caught@10 slept@15 expired");
    }

    [TestMethod]
    public void S4_15_an_exception_of_the_block_passes_before_the_deadline_and_after_it()
    {
        VirtualTime.Run(FailInside());
        Trace.Is("broken@5 broken@15");
    }

    [TestMethod]
    public void S4_15_what_came_before_the_deadline_is_not_lost_to_it()
    {
        VirtualTime.Run(ReceiveAtTheLastMoment());
        Trace.Is("got in_time");
    }

    [TestMethod]
    public void S4_15_a_block_that_never_waits_expires_at_its_next_turn()
    {
        VirtualTime.Run(ComputeTooLong());
        Trace.Is("timeout@20");
    }

    [TestMethod]
    public void S4_15_a_scope_is_for_tasks() =>
        Assert.ThrowsException(typeof(InvalidOperationException), () => TimeoutScope.After(5));

    private static async Coroutine EndInTime()
    {
        using (scope = TimeoutScope.After(10))
        {
            await SleepMs(5);
            Trace.AddWithTime("block");
        }

        Trace.Add(scope.IsExpired ? "expired" : "in_time");
        await SleepMs(1000);
        Trace.AddWithTime("end");
    }

    private static async Coroutine RunOutOfTime()
    {
        try
        {
            using (scope = TimeoutScope.After(10))
            {
                try
                {
                    await SleepMs(100);
                }
                catch (CancelledException)
                {
                    Trace.AddWithTime("cancelled");
                    Trace.Add(scope.IsExpired ? "expired" : "in_time");
                    throw;
                }
            }
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }

    /// <summary>Awaits something in a scope of 10 ms and says how that ended.</summary>
    internal static async Coroutine Limit(Awaitable awaitable)
    {
        try
        {
            using (TimeoutScope.After(10))
            {
                await awaitable;
            }
        }
        catch (Exception exception)
        {
            Trace.AddWithTime(Scripts.Word(exception));
            if (exception is CancelledException)
            {
                throw;
            }
        }
    }

    private static async Coroutine AwaitATask()
    {
        Task task = CreateTask(Scripts.Unwind(20, "a"));
        await Limit(task);
        Trace.Add(task.IsCancelled ? "cancelled" : "alive");
    }

    private static async Coroutine MoveDeadline(int limitMs, int count)
    {
        try
        {
            using (scope = TimeoutScope.After(10))
            {
                await SleepMs(5);
                for (int i = 0; i < count; i++)
                {
                    scope.Reschedule(limitMs);
                }

                await SleepMs(1000);
            }
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }

    private static async Coroutine MoveTooLate()
    {
        try
        {
            using (scope = TimeoutScope.After(10))
            {
                try
                {
                    await SleepMs(100);
                }
                catch (CancelledException exception)
                {
                    // Not a bare throw: on nanoCLR that loses the exception if another was caught meanwhile.
                    TryUse(false);
                    throw exception;
                }
            }
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }

    private static void TryUse(bool enters)
    {
        try
        {
            if (enters)
            {
                scope.Enter(5);
            }
            else
            {
                scope.Reschedule(100);
            }
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }
    }

    private static async Coroutine UseAgain()
    {
        scope = new TimeoutScope();
        for (int i = 0; i < 3; i++)
        {
            try
            {
                using (scope.Enter(5))
                {
                    await SleepMs(i == 1 ? 2 : 100);
                    Trace.AddWithTime("block");
                }
            }
            catch (TimeoutException)
            {
                Trace.AddWithTime("timeout");
            }
        }

        using (scope.Enter(5))
        {
            TryUse(true);
        }
    }

    private static async Coroutine CatchInside()
    {
        using (scope = TimeoutScope.After(10))
        {
            try
            {
                await SleepMs(100);
            }
            catch (CancelledException)
            {
                Trace.AddWithTime("caught");
            }

            await SleepMs(5);
            Trace.AddWithTime("slept");
        }

        Trace.Add(scope.IsExpired ? "expired" : "in_time");
    }

    private static async Coroutine FailInside()
    {
        await Limit(Scripts.SleepAndFail(5, "broken"));
        await Limit(Scripts.AnswerCancelWith("broken"));
    }

    private static async Coroutine ReceiveAtTheLastMoment()
    {
        Queue queue = new Queue();
        _ = CreateTask(PutAndCompute(queue));
        using (scope = TimeoutScope.After(10))
        {
            await queue.Get();
            Trace.Add("got");
        }

        Trace.Add(scope.IsExpired ? "expired" : "in_time");
    }

    private static async Coroutine PutAndCompute(Queue queue)
    {
        await SleepMs(9);
        Scripts.Crowd();
        queue.PutNowait("a");
        VirtualTime.Clock.Advance(20);
    }

    private static async Coroutine ComputeTooLong() => await Limit(Compute());

    private static async Coroutine Compute()
    {
        VirtualTime.Clock.Advance(20);
        for (int i = 0; i < 1000; i++)
        {
            await SleepMs(0);
        }

        Trace.Add("never");
    }
}
