using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.CancelTests;

namespace UnitTests;

[TestClass]
public class CancelChainTests
{
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
