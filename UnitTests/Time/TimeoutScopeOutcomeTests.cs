using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>What leaves a scope after its deadline: a timeout in the place of the cancellation, and anything else as it is.</summary>
[TestClass]
public class TimeoutScopeOutcomeTests
{
    private static TimeoutScope scope;

    [TestMethod]
    public void S4_15_a_block_that_returns_in_spite_of_the_deadline_has_returned()
    {
        VirtualTime.Run(ReturnInside());
        Trace.Is("42@10 expired slept@15");
    }

    [TestMethod]
    public void S4_15_an_exception_of_the_cleanup_passes()
    {
        VirtualTime.Run(SayHow(FailInCleanup()));
        Trace.Is("broken@10");
        VirtualTime.Run(SayHow(FailInLongCleanup()));
        Trace.Is("broken@15");
    }

    [TestMethod]
    public void S4_15_the_failures_of_a_group_pass()
    {
        VirtualTime.Run(SayHow(LimitAGroup()));
        Trace.Is("TaskGroupException@10");
    }

    [TestMethod]
    public void S4_15_a_cancellation_that_came_before_the_deadline_passes()
    {
        VirtualTime.Run(AwaitATaskThatIsCancelled());
        Trace.Is("cancelled@5");
    }

    [TestMethod]
    public void S4_15_each_way_through_a_loop_is_told_apart_from_the_one_before()
    {
        VirtualTime.Run(LeaveInManyWays());
        Trace.Is("timeout@10 1@20 broken@30 3@40 timeout@50 continue@60 break@70");
    }

    [TestMethod]
    public void S4_15_it_is_the_same_in_a_method_that_does_not_await()
    {
        VirtualTime.Run(UsePlainMethods());
        Trace.Is("7 broken cancelled");
    }

    [TestMethod]
    public void S4_15_it_is_the_same_with_a_declaration_and_with_try_and_finally()
    {
        VirtualTime.Run(SayHow(Declare(true)));
        Trace.Is("timeout@10");
        VirtualTime.Run(SayHow(Declare(false)));
        Trace.Is("caught@10 end@10");
        VirtualTime.Run(SayHow(DisposeInFinally(true)));
        Trace.Is("timeout@10");
        VirtualTime.Run(SayHow(DisposeInFinally(false)));
        Trace.Is("caught@10 end@10");
    }

    [TestMethod]
    public void S4_15_a_scope_that_ends_well_within_the_cleanup_of_another_failure_ends_well()
    {
        VirtualTime.Run(SayHow(UseScopeInCleanup()));
        Trace.Is("cleaned@15 broken@15");
    }

    [TestMethod]
    public void S4_15_a_deadline_that_comes_while_the_block_of_an_inner_scope_unwinds_is_the_outers()
    {
        VirtualTime.Run(SayHow(UnwindTooLong()));
        Trace.Is("inner:cancelled@20 timeout@20");
    }

    [TestMethod]
    public void S4_15_of_two_scopes_whose_deadlines_have_both_come_the_outer_throws()
    {
        VirtualTime.Run(SayHow(ExpireBoth(10, 10)));
        Trace.Is("inner:cancelled timeout@10");
        VirtualTime.Run(SayHow(ExpireBoth(0, 0)));
        Trace.Is("inner:cancelled timeout@0");
    }

    [TestMethod]
    public void S4_15_a_scope_that_another_object_disposes_of_throws()
    {
        VirtualTime.Run(SayHow(UseWrappedScope()));
        Trace.Is("timeout@10");
    }

    [TestMethod]
    public void S4_8_an_exception_in_answer_to_a_cancellation_passes_a_timeout()
    {
        VirtualTime.Run(CancelOneThatFails());
        Trace.Is("broken@5");
    }

    /// <summary>Awaits something, and says how it ended.</summary>
    private static async Coroutine SayHow(Awaitable awaitable)
    {
        try
        {
            await awaitable;
            Trace.AddWithTime("end");
        }
        catch (Exception exception)
        {
            Trace.AddWithTime(Scripts.Word(exception));
        }

        await SleepMs(5);
    }

    private static async Coroutine ReturnInside()
    {
        Trace.AddWithTime((await ReturnAfterDeadline()).ToString());
        Trace.Add(scope.IsExpired ? "expired" : "in_time");
        await SleepMs(5);
        Trace.AddWithTime("slept");
    }

    private static async Coroutine<int> ReturnAfterDeadline()
    {
        using (scope = TimeoutScope.After(10))
        {
            try
            {
                await SleepMs(100);
            }
            catch (CancelledException)
            {
                return 42;
            }

            return 7;
        }
    }

    private static async Coroutine FailInCleanup()
    {
        using (TimeoutScope.After(10))
        {
            try
            {
                await SleepMs(100);
            }
            finally
            {
                Throw();
            }
        }
    }

    private static void Throw() => throw new BrokenException("broken");

    private static async Coroutine FailInLongCleanup()
    {
        using (TimeoutScope.After(10))
        {
            try
            {
                await SleepMs(100);
            }
            finally
            {
                await Scripts.SleepAndFail(5, "broken");
            }
        }
    }

    private static async Coroutine LimitAGroup()
    {
        using (TimeoutScope.After(10))
        {
            await TaskGroup.Run(async group => _ = group.CreateTask(Scripts.AnswerCancelWith("broken")));
        }
    }

    private static async Coroutine AwaitATaskThatIsCancelled()
    {
        Task task = CreateTask(SleepMs(Scripts.Forever));
        Task waiting = CreateTask(SayHow(AwaitInScope(task)));
        await SleepMs(5);
        task.Cancel();
        await waiting;
    }

    private static async Coroutine AwaitInScope(Task task)
    {
        using (TimeoutScope.After(10))
        {
            await task;
        }
    }

    private static async Coroutine LeaveInManyWays()
    {
        TimeoutScope kept = new TimeoutScope();
        for (int i = 0; ; i++)
        {
            try
            {
                using (kept.Enter(10))
                {
                    try
                    {
                        await SleepMs(100);
                    }
                    catch (CancelledException exception)
                    {
                        switch (i)
                        {
                            case 0:
                            case 4:
                                throw exception;
                            case 2:
                                throw new BrokenException("broken");
                            case 5:
                                Trace.AddWithTime("continue");
                                continue;
                            case 6:
                                Trace.AddWithTime("break");
                                break;
                        }
                    }

                    if (i == 6)
                    {
                        break;
                    }
                }

                Trace.AddWithTime(i.ToString());
            }
#pragma warning disable AC1204 // What comes out is what is looked at, and the loop ends by itself.
            catch (Exception exception)
#pragma warning restore AC1204
            {
                Trace.AddWithTime(Scripts.Word(exception));
            }
        }
    }

    private static async Coroutine UsePlainMethods()
    {
        for (int i = 0; i < 3; i++)
        {
            try
            {
                Trace.Add(UsePlainMethod(i).ToString());
            }
            catch (Exception exception)
            {
                Trace.Add(Scripts.Word(exception));
            }
        }
    }

    private static int UsePlainMethod(int i)
    {
        using (TimeoutScope.After(10))
        {
            VirtualTime.Clock.Advance(20);
            return i switch
            {
                0 => 7,
                1 => throw new BrokenException("broken"),
                _ => throw new CancelledException(),
            };
        }
    }

    private static async Coroutine Declare(bool throws)
    {
        using TimeoutScope declared = TimeoutScope.After(10);
        await SleepAndCatch(throws);
    }

    private static async Coroutine DisposeInFinally(bool throws)
    {
        TimeoutScope entered = TimeoutScope.After(10);
        try
        {
            await SleepAndCatch(throws);
        }
        finally
        {
            entered.Dispose();
        }
    }

    private static async Coroutine SleepAndCatch(bool throws)
    {
        try
        {
            await SleepMs(100);
        }
        catch (CancelledException exception)
        {
            if (throws)
            {
                throw exception;
            }

            Trace.AddWithTime("caught");
        }
    }

    private static async Coroutine UseScopeInCleanup()
    {
        try
        {
            await Scripts.SleepAndFail(5, "broken");
        }
        finally
        {
            using (TimeoutScope.After(10))
            {
                await Scripts.Swallow(0, 7);
            }

            Trace.Clear();
            Trace.AddWithTime("cleaned");
        }
    }

    private static async Coroutine UnwindTooLong()
    {
        using (TimeoutScope.After(20))
        {
            try
            {
                using (TimeoutScope.After(10))
                {
                    try
                    {
                        await SleepMs(100);
                    }
                    finally
                    {
                        await SleepMs(30);
                    }
                }
            }
            catch (Exception exception)
            {
                Trace.AddWithTime("inner:" + Scripts.Word(exception));
                throw exception;
            }
        }
    }

    private static async Coroutine ExpireBoth(int outerMs, int innerMs)
    {
        using (TimeoutScope.After(outerMs))
        {
            try
            {
                using (scope = TimeoutScope.After(innerMs))
                {
                    await SleepMs(100);
                }
            }
            catch (Exception exception)
            {
                Trace.Add("inner:" + Scripts.Word(exception));
                throw exception;
            }
        }
    }

    private static async Coroutine UseWrappedScope()
    {
        using (new Wrapped())
        {
            await SleepMs(100);
        }
    }

    private static async Coroutine CancelOneThatFails()
    {
        Task task = CreateTask(SayHow(WaitForMs(Scripts.AnswerCancelWith("broken"), 100)));
        await SleepMs(5);
        task.Cancel();
        await task;
    }

    private sealed class Wrapped : IDisposable
    {
        private readonly TimeoutScope inside = TimeoutScope.After(10);

        public void Dispose() => inside.Dispose();
    }
}
