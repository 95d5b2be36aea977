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
    public void S6_8_cancelling_a_task_cancels_what_it_awaits_innermost_first()
    {
        VirtualTime.Run(CancelChain());
        Trace.Is("c:cancelled b:cancelled a:cancelled@5 TTT");
    }

    [TestMethod]
    public void S6_8_a_task_whose_child_swallows_the_cancellation_goes_on()
    {
        VirtualTime.Run(CancelChainWithSwallower());
        Trace.Is("swallowed a:ok FF");
    }

    [TestMethod]
    public void S6_9_everybody_who_awaits_the_cancelled_task_is_told()
    {
        VirtualTime.Run(CancelShared());
        Trace.Is("main:cancelled a:cancelled b:cancelled");
    }

    [TestMethod]
    public void S6_10_a_cancel_reaches_a_task_whose_child_has_just_ended()
    {
        VirtualTime.Run(CancelJustAfterTheEnd());
        Trace.Is("ended a:cancelled 7");
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
    public void S6_12_a_task_that_cancels_itself_hears_of_it_at_its_next_suspension()
    {
        VirtualTime.Run(CancelSelf());
        Trace.Is("T still not at an await that does not suspend cancelled once");
    }

    [TestMethod]
    public void S6_12_whatever_that_suspension_waits_for()
    {
        VirtualTime.Run(CancelSelfBeforeEachKindOfWait());
        Trace.Is("0:cancelled 1:cancelled 2:cancelled 3:cancelled 4:cancelled 5:cancelled 6:cancelled");
    }

    [TestMethod]
    public void S6_12_a_task_that_cancels_itself_and_returns_counts_as_cancelled()
    {
        VirtualTime.Run(CancelSelfAndReturn());
        Trace.Is("task:cancelled next:ok");
    }

    [TestMethod]
    public void S6_12_a_task_that_cancels_itself_and_fails_counts_as_failed()
    {
        VirtualTime.Run(CancelSelfAndFail());
        Trace.Is("broken next:ok");
    }

    [TestMethod]
    public void S6_12_cancelling_oneself_within_a_timeout_is_delivered_once()
    {
        VirtualTime.Run(CancelSelfWithinTimeout());
        Trace.Is("cancelled end@1");
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

    [TestMethod]
    public void S6_cancelling_a_task_from_within_its_child_reaches_the_child_at_its_next_suspension()
    {
        VirtualTime.Run(CancelParent());
        Trace.Is("child goes on child:cancelled parent:cancelled");
    }

    [TestMethod]
    public void S6_cancelling_one_task_of_a_ring_ends_the_ring()
    {
        VirtualTime.Run(CancelRing());
        Trace.Is("a:cancelled b:cancelled");
    }

    [TestMethod]
    public void S6_cancelling_a_task_that_awaits_one_of_a_ring_ends_all()
    {
        VirtualTime.Run(CancelBesideRing());
        Trace.Is("a:cancelled b:cancelled c:cancelled");
    }

    [TestMethod]
    public void S6_a_child_that_awaits_who_gathers_it_can_be_cancelled()
    {
        VirtualTime.Run(CancelRingThroughGather());
        Trace.Is("child:cancelled parent:cancelled");
    }

    private static string Letter(bool value) => value ? "T" : "F";

    private static async Coroutine Await(string word, Awaitable awaitable)
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
    private static async Coroutine Settle(params Awaitable[] tasks) => await Gather(true, tasks);

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

    private static async Coroutine CancelChain()
    {
        Task c = CreateTask(Await("c", SleepMs(Scripts.Forever)));
        Task b = CreateTask(Await("b", c));
        Task a = CreateTask(AwaitAndSayWhen(b));
        await SleepMs(5);
        a.Cancel();
        await SleepMs(1);
        Trace.Add(Letter(a.IsCancelled) + Letter(b.IsCancelled) + Letter(c.IsCancelled));
    }

    private static async Coroutine AwaitAndSayWhen(Task task)
    {
        try
        {
            await task;
        }
        catch (CancelledException)
        {
            Trace.AddWithTime("a:cancelled");
            throw;
        }
    }

    private static async Coroutine CancelChainWithSwallower()
    {
        Task b = CreateTask(Scripts.Swallow(10, 7));
        Task a = CreateTask(Await("a", b));
        await SleepMs(5);
        a.Cancel();
        await Settle(a);
        Trace.Add(Letter(a.IsCancelled) + Letter(b.IsCancelled));
    }

    private static async Coroutine CancelShared()
    {
        Task shared = CreateTask(SleepMs(Scripts.Forever));
        Task a = CreateTask(Await("a", shared));
        _ = CreateTask(Await("b", shared));
        _ = CreateTask(CancelAfter(5, a));
        try
        {
            await Await("main", shared);
        }
        catch (CancelledException)
        {
        }
    }

    private static async Coroutine CancelAfter(int durationMs, Task task)
    {
        await SleepMs(durationMs);
        task.Cancel();
    }

    private static async Coroutine CancelJustAfterTheEnd()
    {
        Task<int> child = CreateTask(Scripts.SleepAndReturn(5, 7));
        Task a = CreateTask(Await("a", child));
        await SleepMs(0);

        // The child has fallen asleep before this one: at 5 it ends, and then this one runs before the one that awaits it.
        await SleepMs(5);
        Trace.Add(child.IsDone ? "ended" : "pending");
        a.Cancel();
        await Settle(a);
        Trace.Add(child.Result.ToString());
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

    private static async Coroutine CancelSelf()
    {
        Task ended = CreateTask(Scripts.Nothing());
        await ended;
        Trace.Add(Letter(CurrentTask.Cancel()));
        CurrentTask.Cancel();
        await ended;
        await Scripts.Say("still not at an await that does not suspend");
        try
        {
            await SleepMs(0);
        }
        catch (CancelledException)
        {
            Trace.Add("cancelled");
        }

        await SleepMs(1);
        Trace.Add("once");
    }

    private static async Coroutine CancelSelfBeforeEachKindOfWait()
    {
        Awaitable[] awaitables =
        {
            SleepMs(0), SleepMs(Scripts.Forever), new Event(), new ThreadSafeFlag(), CreateTask(SleepMs(Scripts.Forever)),
            WaitForMs(new Event(), Scripts.Forever), Gather(new Event(), SleepMs(Scripts.Forever)),
        };
        await SleepMs(1);
        for (int i = 0; i < awaitables.Length; i++)
        {
            Task task = CreateTask(CancelSelfAndAwait(i.ToString(), awaitables[i]));
            await Settle(task);
            Assert.IsTrue(task.IsCancelled);
        }
    }

    private static async Coroutine CancelSelfAndAwait(string word, Awaitable awaitable)
    {
        CurrentTask.Cancel();
        await Await(word, awaitable);
    }

    private static async Coroutine<int> CancelSelfAndReturnValue()
    {
        CurrentTask.Cancel();
        return 7;
    }

    private static async Coroutine CancelSelfAndReturn()
    {
        Task task = CreateTask(CancelSelfAndReturnValue());
        Task next = CreateTask(Scripts.Nothing());
        await Settle(task, next);
        Trace.Add(task.IsCancelled ? "task:cancelled" : "task:not");
        Trace.Add(next.IsCancelled ? "next:cancelled" : "next:ok");
    }

    private static async Coroutine CancelSelfAndFail()
    {
        Task task = CreateTask(CancelSelfAndThrow());
        Task next = CreateTask(Scripts.SleepAndReturn(1, 7));
        object[] results = await Gather(true, task, next);
        Trace.Add(Scripts.Word(results[0] as Exception));
        Trace.Add(next.IsCancelled ? "next:cancelled" : "next:ok");
    }

    private static async Coroutine CancelSelfAndThrow()
    {
        CurrentTask.Cancel();
        await Scripts.Fail("broken");
    }

    private static async Coroutine CancelSelfWithinTimeout()
    {
        try
        {
            await WaitForMs(CancelSelfAndReturnValue(), 10);
            await SleepMs(0);
        }
        catch (CancelledException)
        {
            Trace.Add("cancelled");
        }

        await SleepMs(1);
        Trace.AddWithTime("end");
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

    private static async Coroutine CancelParent()
    {
        Task parent = CreateTask(AwaitChildThatCancels());
        await Settle(parent);
    }

    private static async Coroutine AwaitChildThatCancels()
    {
        Task self = CurrentTask;
        await Await("parent", CreateTask(CancelAndGoOn(self)));
    }

    private static async Coroutine CancelAndGoOn(Task parent)
    {
        await SleepMs(1);
        parent.Cancel();
        Trace.Add("child goes on");
        await Await("child", SleepMs(5));
    }

    private static async Coroutine CancelRing()
    {
        Task[] ring = new Task[2];
        ring[0] = CreateTask(AwaitOneOf(ring, 1, "a"));
        ring[1] = CreateTask(AwaitOneOf(ring, 0, "b"));
        await SleepMs(1);
        ring[0].Cancel();
        await SleepMs(1);
        Assert.IsTrue(ring[0].IsCancelled && ring[1].IsCancelled);
    }

    private static async Coroutine CancelBesideRing()
    {
        Task[] ring = new Task[2];
        ring[0] = CreateTask(AwaitOneOf(ring, 1, "a"));
        ring[1] = CreateTask(AwaitOneOf(ring, 0, "b"));
        Task c = CreateTask(AwaitOneOf(ring, 0, "c"));
        await SleepMs(1);
        c.Cancel();
        await SleepMs(1);
        Assert.IsTrue(ring[0].IsCancelled && ring[1].IsCancelled && c.IsCancelled);
    }

    private static async Coroutine CancelRingThroughGather()
    {
        Task[] ring = new Task[2];
        ring[0] = CreateTask(AwaitOneOf(ring, 1, "child"));
        ring[1] = CreateTask(Await("parent", Gather(ring[0])));
        await SleepMs(1);
        ring[0].Cancel();
        for (int i = 0; i < 100; i++)
        {
            await SleepMs(0);
        }

        Assert.IsTrue(ring[0].IsDone && ring[1].IsDone);
    }

    private static async Coroutine AwaitOneOf(Task[] tasks, int index, string word) => await Await(word, tasks[index]);
}
