using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.CancelTests;

namespace UnitTests;

[TestClass]
public class CancelSelfTests
{
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
    public void S6_12_also_if_that_has_come_from_outside_before_the_task_was_told()
    {
        VirtualTime.Run(CancelSelfBeforeManyArrivals());
        Trace.Is("told:64");
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
    public void S6_cancelling_a_task_from_within_its_child_reaches_the_child_at_its_next_suspension()
    {
        VirtualTime.Run(CancelParent());
        Trace.Is("child goes on child:cancelled parent:cancelled");
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

    /// <summary>More often than there are turns between two looks, so that some turn is the last one before a look at the world outside.</summary>
    private static async Coroutine CancelSelfBeforeManyArrivals()
    {
        int told = 0;
        for (int i = 0; i < 64; i++)
        {
            Task task = CreateTask(CancelSelfBeforeAnArrival());
            await Gather(true, task);
            told += task.IsCancelled ? 1 : 0;
            for (int turn = 0; turn < i % 2; turn++)
            {
                await SleepMs(0);
            }
        }

        Trace.Add("told:" + told);
    }

    private static async Coroutine CancelSelfBeforeAnArrival()
    {
        ThreadSafeFlag flag = new ThreadSafeFlag();
        ThreadSafeFlag wait = flag.Wait();
        CurrentTask.Cancel();
        flag.Set();
        await wait;
        throw new InvalidOperationException("It went on as if nobody had cancelled it.");
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
}
