using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.TimeoutScopeTests;

namespace UnitTests;

[TestClass]
public class TimeoutScopeNestingTests
{
    [TestMethod]
    public void S4_15_nested_awaits_unwind_first_however_long_that_takes()
    {
        VirtualTime.Run(RunOutOfTimeInside());
        Trace.Is("a:unwinds a:unwound timeout@30");
    }

    [TestMethod]
    public void S4_15_a_cancellation_of_the_task_wins_over_the_timeout()
    {
        VirtualTime.Run(CancelFromOutside(5));
        Trace.Is("cancelled@5");
        VirtualTime.Run(CancelFromOutside(10));
        Trace.Is("cancelled@10");
        VirtualTime.Run(CancelWhileItUnwinds());
        Trace.Is("a:unwinds cancelled@20");
    }

    [TestMethod]
    public void S4_15_an_inner_scope_that_expires_leaves_the_outer_alone()
    {
        VirtualTime.Run(Nest(10, 100));
        Trace.Is("inner@10 outer:in_time@15");
    }

    [TestMethod]
    public void S4_15_an_outer_scope_that_expires_is_told_apart_from_the_inner()
    {
        VirtualTime.Run(Nest(100, 10));
        Trace.Is("inner:cancelled@10 outer@10");
        VirtualTime.Run(Nest(10, 10));
        Trace.Is("inner:cancelled@10 outer@10");
    }

    [TestMethod]
    public void S4_15_scopes_and_timeouts_nest_in_each_other()
    {
        VirtualTime.Run(NestTimeouts());
        Trace.Is("timeout@5 cancelled@15 timeout@15");
    }

    private static async Coroutine RunOutOfTimeInside() => await Limit(Descend(4));

    private static async Coroutine Descend(int levels)
    {
        if (levels == 0)
        {
            await Scripts.Unwind(20, "a");
        }
        else
        {
            await Descend(levels - 1);
        }
    }

    private static async Coroutine CancelFromOutside(int afterMs)
    {
        Task task = CreateTask(Limit(SleepMs(100)));
        await SleepMs(afterMs);
        task.Cancel();
        await Gather(true, task);
        Assert.IsTrue(task.IsCancelled);
    }

    private static async Coroutine CancelWhileItUnwinds()
    {
        Task task = CreateTask(Limit(Scripts.Unwind(100, "a")));
        await SleepMs(20);
        task.Cancel();
        await Gather(true, task);
    }

    private static async Coroutine Nest(int innerMs, int outerMs)
    {
        try
        {
            using (scope = TimeoutScope.After(outerMs))
            {
                try
                {
                    using (TimeoutScope.After(innerMs))
                    {
                        await SleepMs(1000);
                    }
                }
                catch (TimeoutException)
                {
                    Trace.AddWithTime("inner");
                }
                catch (CancelledException)
                {
                    Trace.AddWithTime("inner:cancelled");
                    throw;
                }

                await SleepMs(5);
            }

            Trace.AddWithTime("outer:in_time");
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("outer");
        }
    }

    private static async Coroutine NestTimeouts()
    {
        await Limit(TimeOutAtFive());
        await Limit(SleepMs(5));
        try
        {
            await WaitForMs(Limit(SleepMs(100)), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }

    private static async Coroutine TimeOutAtFive()
    {
        try
        {
            await WaitForMs(new Event(), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }
}
