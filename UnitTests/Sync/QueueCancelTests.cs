using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.QueueTests;

namespace UnitTests;

[TestClass]
public class QueueCancelTests
{
    [TestMethod]
    public void S9_11_a_cancelled_getter_does_not_cost_another_its_place_in_the_line()
    {
        VirtualTime.Run(CancelBeforeThePut());
        Trace.Is("a=1 c=2 d=3");
    }

    [TestMethod]
    public void S9_11_a_cancelled_putter_does_not_cost_another_its_place_in_the_line()
    {
        VirtualTime.Run(CancelBeforeTheGet());
        Trace.Is("0 a c d");
    }

    [TestMethod]
    public void S9_13_a_cancelled_getter_loses_no_item()
    {
        VirtualTime.Run(CancelAGetter(false));
        Trace.Is("b=1");
    }

    [TestMethod]
    public void S9_13_the_item_of_a_getter_that_was_woken_and_cancelled_goes_to_another()
    {
        VirtualTime.Run(CancelAGetter(true));
        Trace.Is("b=1");
    }

    [TestMethod]
    public void S9_13_or_stays_in_the_queue()
    {
        VirtualTime.Run(CancelTheOnlyGetter());
        Trace.Is("1 left=1");
    }

    [TestMethod]
    public void S9_13_a_cancelled_putter_puts_nothing_and_its_room_goes_to_another()
    {
        VirtualTime.Run(CancelAPutter(false));
        Trace.Is("0 b");
        VirtualTime.Run(CancelAPutter(true));
        Trace.Is("0 b");
    }

    [TestMethod]
    public void A_timeout_around_get_and_put_loses_no_item()
    {
        VirtualTime.Run(LimitBoth());
        Trace.Is("get:timeout@5 got=a put:timeout@10 a c empty");
    }

    [TestMethod]
    public void An_item_that_came_before_the_deadline_is_not_lost_to_it()
    {
        VirtualTime.Run(GetAtTheLastMoment());
        Trace.Is("got=a");
    }

    private static void SayAll()
    {
        while (!queue.IsEmpty)
        {
            Trace.Add(queue.GetNowait().ToString());
        }
    }

    private static async Coroutine CancelBeforeThePut()
    {
        queue = new Queue();
        _ = CreateTask(GetAndSay("a"));
        Task b = CreateTask(GetAndSay("b"));
        _ = CreateTask(GetAndSay("c"));
        _ = CreateTask(GetAndSay("d"));
        await SleepMs(1);
        b.Cancel();
        queue.PutNowait(1);
        await SleepMs(1);
        queue.PutNowait(2);
        queue.PutNowait(3);
        await SleepMs(1);
    }

    private static async Coroutine CancelBeforeTheGet()
    {
        Task b = await FillAndLineUp("a", "b", "c", "d");
        b.Cancel();
        for (int i = 0; i < 4; i++)
        {
            Trace.Add((string)queue.GetNowait());
            await SleepMs(1);
        }
    }

    private static async Coroutine CancelAGetter(bool afterWaking)
    {
        queue = new Queue();
        Task a = CreateTask(GetAndSay("a"));
        _ = CreateTask(GetAndSay("b"));
        await SleepMs(1);
        if (afterWaking)
        {
            queue.PutNowait(1);
            a.Cancel();
        }
        else
        {
            a.Cancel();
            queue.PutNowait(1);
        }

        await SleepMs(1);
    }

    private static async Coroutine CancelTheOnlyGetter()
    {
        queue = new Queue();
        Task a = CreateTask(GetAndSay("a"));
        await SleepMs(1);
        queue.PutNowait(1);
        a.Cancel();
        await SleepMs(1);
        Trace.Add(queue.Count.ToString());
        await GetAndSay("left");
    }

    private static async Coroutine CancelAPutter(bool afterWaking)
    {
        queue = new Queue(1);
        await queue.Put("0");
        Task a = CreateTask(PutAtLast("a"));
        _ = CreateTask(PutAtLast("b"));
        await SleepMs(1);
        if (!afterWaking)
        {
            a.Cancel();
        }

        Trace.Add((string)queue.GetNowait());
        a.Cancel();
        await SleepMs(1);
        SayAll();
    }

    private static async Coroutine LimitBoth()
    {
        queue = new Queue(1);
        try
        {
            await WaitForMs(queue.Get(), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("get:timeout");
        }

        queue.PutNowait("a");
        Trace.Add("got=" + (string)await WaitForMs(queue.Get(), 5));
        await WaitForMs(queue.Put("a"), 5);
        try
        {
            await WaitForMs(queue.Put("b"), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("put:timeout");
        }

        SayAll();
        await WaitForMs(queue.Put("c"), 5);
        SayAll();
        Trace.Add(queue.IsEmpty ? "empty" : "full");
    }

    private static async Coroutine GetAtTheLastMoment()
    {
        queue = new Queue();
        _ = CreateTask(PutAndCompute());
        Trace.Add("got=" + (string)await WaitForMs(queue.Get(), 10));
    }

    private static async Coroutine PutAndCompute()
    {
        await SleepMs(9);
        Scripts.Crowd();
        queue.PutNowait("a");
        VirtualTime.Clock.Advance(20);
    }
}
