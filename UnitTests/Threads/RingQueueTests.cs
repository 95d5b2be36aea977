using System;
using System.Threading;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class RingQueueTests
{
    private static RingQueue queue;

    [TestMethod]
    public void S9_17_a_full_queue_refuses_the_newest_item()
    {
        queue = new RingQueue(2);
        Assert.IsTrue(queue.IsEmpty && queue.Capacity == 2);
        Assert.IsTrue(queue.TryPut("a"));
        Assert.IsTrue(queue.TryPut("b") && queue.IsFull);
        Assert.IsFalse(queue.TryPut("c"));
        Assert.AreEqual(2, queue.Count);
        Assert.AreEqual(0, queue.DroppedCount);
        Assert.AreEqual("a", (string)queue.GetNowait());
        Assert.AreEqual("b", (string)queue.GetNowait());
        Assert.ThrowsException(typeof(QueueEmptyException), () => queue.GetNowait());
    }

    [TestMethod]
    public void S9_17_or_drops_the_oldest()
    {
        queue = new RingQueue(2, true);
        for (int i = 0; i < 5; i++)
        {
            Assert.IsTrue(queue.TryPut(i));
        }

        Assert.AreEqual(3, queue.DroppedCount);
        Assert.AreEqual(3, (int)queue.GetNowait());
        Assert.AreEqual(4, (int)queue.GetNowait());
        Assert.IsTrue(queue.IsEmpty);
    }

    [TestMethod]
    public void S9_17_a_ring_queue_has_room_for_something() =>
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new RingQueue(0));

    [TestMethod]
    public void S9_17_an_item_that_is_there_is_taken_without_suspending()
    {
        VirtualTime.Run(GetAtOnce());
        Trace.Is("a b other");
    }

    [TestMethod]
    public void S9_17_a_task_waits_for_an_item()
    {
        VirtualTime.Run(GetLater());
        Trace.Is("a@5 b@5 c@10");
    }

    [TestMethod]
    public void S9_17_threads_may_fill_it_and_no_item_is_lost_or_doubled()
    {
        VirtualTime.Run(FillFromThreads());
        Trace.Is("400 items in_order");
    }

    [TestMethod]
    public void S9_17_a_second_getter_is_refused_and_the_first_is_served()
    {
        VirtualTime.Run(GetTwiceAtOnce());
        Trace.Is("misuse misuse a");
    }

    [TestMethod]
    public void S9_17_a_cancelled_getter_loses_no_item()
    {
        VirtualTime.Run(CancelAGetter(false));
        Trace.Is("cancelled a");
        VirtualTime.Run(CancelAGetter(true));
        Trace.Is("cancelled a");
    }

    [TestMethod]
    public void S9_17_a_timeout_loses_no_item()
    {
        VirtualTime.Run(LimitGet());
        Trace.Is("timeout@5 a@8 b");
    }

    [TestMethod]
    public void S9_17_a_getter_whose_item_was_taken_by_another_waits_on()
    {
        VirtualTime.Run(StealAnItem());
        Trace.Is("stolen a stolen b");
    }

    [TestMethod]
    public void S9_17_the_wait_can_be_awaited_once()
    {
        VirtualTime.Run(AwaitTwice());
        Trace.Is("a misuse");
    }

    private static async Coroutine GetAndSay() => Trace.Add((string)await queue.Get());

    private static async Coroutine GetAndSayWhen()
    {
        while (true)
        {
            string item = (string)await queue.Get();
            Trace.AddWithTime(item);
        }
    }

    private static async Coroutine GetAtOnce()
    {
        _ = CreateTask(Scripts.Say("other"));
        queue = new RingQueue(2);
        queue.TryPut("a");
        await GetAndSay();
        queue.TryPut("b");
        await GetAndSay();
        await SleepMs(0);
    }

    private static async Coroutine GetLater()
    {
        queue = new RingQueue(2);
        _ = CreateTask(GetAndSayWhen());
        await SleepMs(5);
        queue.TryPut("a");
        queue.TryPut("b");
        await SleepMs(5);
        queue.TryPut("c");
        await SleepMs(1);
    }

    private static async Coroutine FillFromThreads()
    {
        queue = new RingQueue(8);
        Task filling = CreateTask(Gather(Fill(0), Fill(1)));
        int[] next = new int[2];
        int count = 0;
        bool inOrder = true;
        while (count < 400)
        {
            int item = (int)await queue.Get();
            inOrder &= next[item & 1]++ == item >> 1;
            count++;
        }

        await filling;
        Trace.Add(count + " items");
        Trace.Add(inOrder && queue.IsEmpty ? "in_order" : "out_of_order");
    }

    private static Coroutine Fill(int number) => ToThread(() =>
    {
        for (int i = 0; i < 200; i++)
        {
            while (!queue.TryPut((i << 1) | number))
            {
                Thread.Sleep(1);
            }
        }

        return null;
    });

    private static async Coroutine GetTwiceAtOnce()
    {
        queue = new RingQueue(2);
        RingQueueGetOperation early = queue.Get();
        Task first = CreateTask(GetAndSay());
        await SleepMs(0);
        try
        {
            await early;
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        try
        {
            await WaitForMs(queue.Get(), 10);
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        queue.TryPut("a");
        await first;
    }

    private static async Coroutine CancelAGetter(bool afterWaking)
    {
        queue = new RingQueue(2);
        Task task = CreateTask(GetAndSay());
        await SleepMs(0);
        if (afterWaking)
        {
            queue.TryPut("a");

            // The loop calls back between the waking and the turn.
            EventLoop.Current.CallSoonThreadSafe(() => task.Cancel());
        }
        else
        {
            task.Cancel();
            queue.TryPut("a");
        }

        await Gather(true, task);
        Trace.Add(task.IsCancelled && queue.Count == 1 ? "cancelled" : "ended");
        await WaitForMs(GetAndSay(), 10);
    }

    private static async Coroutine LimitGet()
    {
        queue = new RingQueue(2);
        try
        {
            await WaitForMs(queue.Get(), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        _ = CreateTask(PutLater("a", 3));
        string item = (string)await WaitForMs(queue.Get(), 5);
        Trace.AddWithTime(item);
        _ = CreateTask(PutLater("b", 3));
        await GetAndSay();
    }

    private static async Coroutine PutLater(string item, int durationMs)
    {
        await SleepMs(durationMs);
        queue.TryPut(item);
    }

    private static async Coroutine StealAnItem()
    {
        queue = new RingQueue(2);
        Task getter = CreateTask(GetAndSay());
        await SleepMs(1);
        queue.TryPut("0");
        Trace.Add((string)queue.GetNowait() == "0" ? "stolen" : "wrong");
        await SleepMs(1);
        queue.TryPut("a");
        await getter;
        queue.TryPut("0");
        Trace.Add((string)queue.GetNowait() == "0" ? "stolen" : "wrong");
        _ = CreateTask(PutLater("b", 5));
        await WaitForMs(GetAndSay(), 10);
    }

    private static async Coroutine AwaitTwice()
    {
        queue = new RingQueue(2);
        queue.TryPut("a");
        RingQueueGetOperation get = queue.Get();
        Trace.Add((string)await get);
        try
        {
#pragma warning disable AC1203 // This is the misuse.
            await get;
#pragma warning restore AC1203
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }
    }
}
