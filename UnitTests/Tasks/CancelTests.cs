using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class CancelTests
{
    [TestMethod]
    public void S6_1_cancel_says_whether_the_task_had_ended()
    {
        VirtualTime.Run(CancelBeforeAndAfter());
        Trace.Is("T F 7 F");
    }

    [TestMethod]
    public void S6_2_a_task_cancelled_before_its_first_turn_never_starts()
    {
        VirtualTime.Run(CancelUnstarted());
        Trace.Is("pending cancelled main:cancelled");
    }

    [TestMethod]
    public void S6_3_a_cancelled_task_queues_behind_those_who_are_ready()
    {
        VirtualTime.Run(CancelBesideReady());
        Trace.Is("ready main cancelled");
    }

    [TestMethod]
    public void S6_4_a_broad_catch_can_let_cancellations_pass()
    {
        VirtualTime.Run(CancelBroadCatcher());
        Trace.Is("cancelled");
    }

    [TestMethod]
    public void S6_5_several_cancels_before_the_delivery_are_one()
    {
        VirtualTime.Run(CancelThrice());
        Trace.Is("T T T caught returned");
    }

    [TestMethod]
    public void S6_6_a_cancel_after_the_delivery_interrupts_the_cleanup()
    {
        VirtualTime.Run(CancelCleanup());
        Trace.Is("cleanup@5 interrupted@7 cancelled@7");
    }

    [TestMethod]
    public void S6_7_a_task_may_swallow_its_cancellation()
    {
        VirtualTime.Run(CancelSwallower());
        Trace.Is("swallowed 7@15 not");
    }

    [TestMethod]
    public void S6_11_a_cancelled_waiter_leaves_the_queue_and_the_others_stay()
    {
        VirtualTime.Run(CancelMiddleWaiter());
        Trace.Is("b:cancelled a:ok c:ok");
    }

    [TestMethod]
    public void S6_11_a_cancel_wins_over_an_event_that_was_set_first()
    {
        VirtualTime.Run(SetThenCancel());
        Trace.Is("a:ok b:cancelled");
    }

    [TestMethod]
    public void S6_11_an_event_set_after_the_cancel_changes_nothing()
    {
        VirtualTime.Run(CancelThenSet());
        Trace.Is("b:cancelled a:ok");
    }

    [TestMethod]
    public void S6_15_a_cancelled_task_is_not_reported()
    {
        VirtualTime.Run(CancelDetached());
        Trace.Is("cancelled cancelled");
    }

    [TestMethod]
    public void S6_16_a_cancelled_main_unwinds_and_run_throws()
    {
        VirtualTime.RunAndTraceFailure(CancelMain());
        Trace.Is("main:unwinds main:unwound run:cancelled");
    }

    [TestMethod]
    public void S6_17_cancelling_one_of_two_who_use_something_leaves_the_other_alone()
    {
        VirtualTime.Run(CancelOneOfTwoUsers());
        Trace.Is("a:cancelled b:ok c:ok");
    }

    internal static string Letter(bool value) => value ? "T" : "F";

    internal static async Coroutine Await(string word, Awaitable awaitable)
    {
        try
        {
            await awaitable;
            Trace.Add(word + ":ok");
        }
        catch (CancelledException)
        {
            Trace.Add(word + ":cancelled");
            throw;
        }
    }

    /// <summary>Lets the tasks run until they have ended, however they do.</summary>
    internal static async Coroutine Settle(params Awaitable[] tasks) => await Gather(true, tasks);

    private static async Coroutine CancelBeforeAndAfter()
    {
        Task<int> task = CreateTask(Scripts.SleepAndReturn(5, 7));
        Task cancelled = CreateTask(Scripts.Nothing());
        Trace.Add(Letter(cancelled.Cancel()));
        await Settle(task, cancelled);
        Trace.Add(Letter(task.Cancel()));
        Trace.Add(task.Result.ToString());
        Trace.Add(Letter(cancelled.Cancel()));
    }

    private static async Coroutine CancelUnstarted()
    {
        Task task = CreateTask(Scripts.Unwind(5, "never"));
        task.Cancel();
        Trace.Add(task.IsDone ? "done" : "pending");
        await SleepMs(0);
        Trace.Add(task.IsCancelled ? "cancelled" : "pending");
        try
        {
            await task;
        }
        catch (CancelledException)
        {
            Trace.Add("main:cancelled");
        }
    }

    private static async Coroutine CancelBesideReady()
    {
        Task sleeper = CreateTask(SayWhenCancelled());
        await SleepMs(1);
        _ = CreateTask(Scripts.Say("ready"));
        _ = CreateTask(Scripts.Say("main"));
        sleeper.Cancel();
        await SleepMs(1);
    }

    private static async Coroutine SayWhenCancelled()
    {
        try
        {
            await SleepMs(Scripts.Forever);
        }
        catch (CancelledException)
        {
            Trace.Add("cancelled");
            throw;
        }
    }

    private static async Coroutine CancelBroadCatcher()
    {
        Task task = CreateTask(CatchBroadly());
        await SleepMs(1);
        task.Cancel();
        await Settle(task);
        Trace.Add(task.IsCancelled ? "cancelled" : "not");
    }

    private static async Coroutine CatchBroadly()
    {
        try
        {
            await SleepMs(Scripts.Forever);
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            Trace.Add("caught");
        }
    }

    private static async Coroutine CancelThrice()
    {
        Task task = CreateTask(CatchOnce());
        await SleepMs(1);
        Trace.Add(Letter(task.Cancel()));
        Trace.Add(Letter(task.Cancel()));
        Trace.Add(Letter(task.Cancel()));
        await task;
        Trace.Add("returned");
    }

    private static async Coroutine CatchOnce()
    {
        try
        {
            await SleepMs(Scripts.Forever);
        }
        catch (CancelledException)
        {
            Trace.Add("caught");
        }

        await SleepMs(0);
        await SleepMs(5);
    }

    private static async Coroutine CancelCleanup()
    {
        Task task = CreateTask(CleanUpForever());
        await SleepMs(5);
        task.Cancel();
        await SleepMs(2);
        task.Cancel();
        await Settle(task);
        Trace.AddWithTime(task.IsCancelled ? "cancelled" : "not");
    }

    private static async Coroutine CleanUpForever()
    {
        try
        {
            await SleepMs(Scripts.Forever);
        }
        finally
        {
            Trace.AddWithTime("cleanup");
            try
            {
                await SleepMs(Scripts.Forever);
            }
            finally
            {
                Trace.AddWithTime("interrupted");
            }
        }
    }

    private static async Coroutine CancelSwallower()
    {
        Task<int> task = CreateTask(Scripts.Swallow(10, 7));
        await SleepMs(5);
        task.Cancel();
        Trace.AddWithTime((await task).ToString());
        Trace.Add(task.IsCancelled ? "cancelled" : "not");
    }

    internal static async Coroutine CancelAfter(int durationMs, Task task)
    {
        await SleepMs(durationMs);
        task.Cancel();
    }

    private static async Coroutine CancelMiddleWaiter()
    {
        Event gate = new Event();
        Task a = CreateTask(Await("a", gate));
        Task b = CreateTask(Await("b", gate));
        Task c = CreateTask(Await("c", gate));
        await SleepMs(1);
        b.Cancel();
        await SleepMs(1);
        gate.Set();
        await Settle(a, b, c);
    }

    private static async Coroutine SetThenCancel()
    {
        Event gate = new Event();
        Task a = CreateTask(Await("a", gate));
        Task b = CreateTask(Await("b", gate));
        await SleepMs(1);
        gate.Set();
        b.Cancel();
        await Settle(a, b);
    }

    private static async Coroutine CancelThenSet()
    {
        Event gate = new Event();
        Task a = CreateTask(Await("a", gate));
        Task b = CreateTask(Await("b", gate));
        await SleepMs(1);
        b.Cancel();
        gate.Set();
        await Settle(a, b);
    }

    private static async Coroutine CancelDetached()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        Task cancelled = CreateTask(SleepMs(Scripts.Forever));
        Task thrower = CreateTask(ThrowCancelled());
        await SleepMs(1);
        cancelled.Cancel();
        await SleepMs(1);
        Trace.Add(cancelled.IsCancelled ? "cancelled" : "not");
        Trace.Add(thrower.IsCancelled ? "cancelled" : "not");
    }

    private static async Coroutine ThrowCancelled() => throw new CancelledException();

    private static void Handle(EventLoop loop, ExceptionContext context) => Trace.Add("handler");

    private static async Coroutine CancelMain()
    {
        _ = CreateTask(CancelAfter(5, CurrentTask));
        await Scripts.Unwind(10, "main");
    }

    private static async Coroutine CancelOneOfTwoUsers()
    {
        Event gate = new Event();
        Task a = CreateTask(Await("a", WaitForMs(gate, 100)));
        Task b = CreateTask(Await("b", WaitForMs(gate, 100)));
        Task c = CreateTask(Await("c", gate));
        await SleepMs(5);
        a.Cancel();
        await SleepMs(5);
        gate.Set();
        await Settle(a, b, c);
    }
}
