using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class QueueTests
{
    internal static Queue queue;

    [TestMethod]
    public void A_task_made_of_an_operation_keeps_its_name_whoever_uses_the_queue_after_it()
    {
        VirtualTime.Run(KeepNames());
        Trace.Is("3 kept");
    }

    [TestMethod]
    public void S9_10_a_queue_tells_how_full_it_is()
    {
        queue = new Queue(2);
        Assert.AreEqual(2, queue.Capacity);
        Assert.IsTrue(queue.IsEmpty && !queue.IsFull && queue.Count == 0);
        queue.PutNowait("a");
        Assert.IsTrue(!queue.IsEmpty && !queue.IsFull && queue.Count == 1);
        queue.PutNowait("b");
        Assert.IsTrue(!queue.IsEmpty && queue.IsFull && queue.Count == 2);
    }

    [TestMethod]
    public void S9_10_put_nowait_refuses_what_there_is_no_room_for()
    {
        queue = new Queue(1);
        queue.PutNowait("a");
        Assert.ThrowsException(typeof(QueueFullException), () => queue.PutNowait("b"));
        Assert.AreEqual("a", (string)queue.GetNowait());
        Assert.IsTrue(queue.IsEmpty);
    }

    [TestMethod]
    public void S9_10_get_nowait_refuses_if_there_is_no_item()
    {
        queue = new Queue();
        Assert.ThrowsException(typeof(QueueEmptyException), () => queue.GetNowait());
    }

    [TestMethod]
    public void S9_10_a_queue_without_capacity_is_unbounded()
    {
        for (int capacity = 0; capacity >= -1; capacity--)
        {
            queue = new Queue(capacity);
            int next = 0;
            for (int i = 0; i < 300; i++)
            {
                queue.PutNowait(i);
                if (i % 3 == 0)
                {
                    Assert.AreEqual(next++, (int)queue.GetNowait());
                }
            }

            Assert.IsTrue(!queue.IsFull && queue.Count == 200);
            while (next < 300)
            {
                Assert.AreEqual(next++, (int)queue.GetNowait());
            }
        }
    }

    [TestMethod]
    public void Get_and_put_do_not_suspend_if_they_need_not()
    {
        VirtualTime.Run(PutAndGetAtOnce());
        Trace.Is("a b other");
    }

    [TestMethod]
    public void Items_come_out_in_the_order_in_which_they_went_in()
    {
        VirtualTime.Run(Produce(3));
        Trace.Is("0 1 2 3 4 5 6 7 8 9");
        VirtualTime.Run(Produce(0));
        Trace.Is("0 1 2 3 4 5 6 7 8 9");
    }

    [TestMethod]
    public void S9_11_waiting_getters_are_served_first_come_first_served()
    {
        VirtualTime.Run(ServeGetters());
        Trace.Is("a=1 b=2 c=3");
    }

    [TestMethod]
    public void S9_11_waiting_putters_are_served_first_come_first_served()
    {
        VirtualTime.Run(ServePutters());
        Trace.Is("0 a b c");
    }

    [TestMethod]
    public void S9_12_an_item_put_for_a_waiting_getter_can_be_taken_before_its_turn()
    {
        VirtualTime.Run(StealAnItem());
        Trace.Is("stolen a=2");
    }

    [TestMethod]
    public void S9_12_a_get_takes_an_item_that_is_there_even_if_another_was_woken_for_it()
    {
        VirtualTime.Run(StealAnItemByAwaiting());
        Trace.Is("b=1 a=2");
    }

    [TestMethod]
    public void S9_15_a_put_wakes_one_waiter_only()
    {
        VirtualTime.Run(CountTurnsOfWaiters());
        Trace.Is("a=1 its_turn=0");
    }

    [TestMethod]
    public void The_wait_for_an_item_can_be_awaited_once()
    {
        VirtualTime.Run(AwaitAGetTwice());
        Trace.Is("a misuse b misuse");
    }

    [TestMethod]
    public void A_get_or_a_put_can_be_a_task_or_gathered()
    {
        VirtualTime.Run(GetInOtherWays());
        Trace.Is("a b c");
    }

    [TestMethod]
    public void Many_producers_and_consumers_lose_and_double_no_item()
    {
        VirtualTime.Run(ProduceAndConsume());
        Trace.Is("900 items, sum 404550");
    }

    internal static async Coroutine GetAndSay(string word) => Trace.Add(word + "=" + (await queue.Get()).ToString());

    internal static async Coroutine PutAtLast(string item) => await queue.Put(item);

    private static async Coroutine PutAndGetAtOnce()
    {
        _ = CreateTask(Scripts.Say("other"));
        queue = new Queue(2);
        await queue.Put("a");
        await queue.Put("b");
        Trace.Add((string)await queue.Get());
        Trace.Add((string)await queue.Get());
        await SleepMs(0);
    }

    private static async Coroutine Produce(int capacity)
    {
        queue = new Queue(capacity);
        Task producer = CreateTask(PutTen());
        for (int i = 0; i < 10; i++)
        {
            Trace.Add((await queue.Get()).ToString());
            await SleepMs(i % 3);
        }

        await producer;
    }

    private static async Coroutine PutTen()
    {
        for (int i = 0; i < 10; i++)
        {
            await queue.Put(i);
            await SleepMs(i % 2);
        }
    }

    private static async Coroutine ServeGetters()
    {
        queue = new Queue();
        _ = CreateTask(GetAndSay("a"));
        _ = CreateTask(GetAndSay("b"));
        _ = CreateTask(GetAndSay("c"));
        await SleepMs(1);
        for (int i = 1; i <= 3; i++)
        {
            queue.PutNowait(i);
        }

        await SleepMs(1);
    }

    private static async Coroutine ServePutters()
    {
        await FillAndLineUp("a", "b", "c");
        for (int i = 0; i < 4; i++)
        {
            Trace.Add((string)await queue.Get());
        }
    }

    /// <summary>Fills a queue for one, and lets tasks wait for room.</summary>
    internal static async Coroutine<Task> FillAndLineUp(params string[] items)
    {
        queue = new Queue(1);
        await queue.Put("0");
        Task second = null;
        for (int i = 0; i < items.Length; i++)
        {
            Task task = CreateTask(PutAtLast(items[i]));
            second = i == 1 ? task : second;
        }

        await SleepMs(1);
        return second;
    }

    private static async Coroutine StealAnItem()
    {
        queue = new Queue();
        _ = CreateTask(GetAndSay("a"));
        await SleepMs(1);
        queue.PutNowait(1);
        Trace.Add((int)queue.GetNowait() == 1 ? "stolen" : "wrong");
        await SleepMs(1);
        queue.PutNowait(2);
        await SleepMs(1);
    }

    private static async Coroutine StealAnItemByAwaiting()
    {
        queue = new Queue();
        _ = CreateTask(GetAndSay("a"));
        await SleepMs(1);
        queue.PutNowait(1);
        await GetAndSay("b");
        queue.PutNowait(2);
        await SleepMs(1);
    }

    private static async Coroutine CountTurnsOfWaiters()
    {
        queue = new Queue();
        _ = CreateTask(GetAndSay("a"));
        Task b = CreateTask(GetAndSay("b"));
        Task c = CreateTask(GetAndSay("c"));
        await SleepMs(1);
        queue.PutNowait(1);
        int ready = (b.WaitsFor == "its turn" ? 1 : 0) + (c.WaitsFor == "its turn" ? 1 : 0);
        await SleepMs(1);
        Trace.Add("its_turn=" + ready);
    }

    private static async Coroutine AwaitAGetTwice()
    {
        queue = new Queue();
        queue.PutNowait("a");
        queue.PutNowait("b");
        QueueGetOperation get = queue.Get();
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

        Trace.Add((string)queue.GetNowait());
        QueuePutOperation put = queue.Put("c");
        await put;
        try
        {
#pragma warning disable AC1203 // This is the misuse.
            await put;
#pragma warning restore AC1203
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }
    }

    private static async Coroutine GetInOtherWays()
    {
        queue = new Queue(1);
        Task<object> task = CreateTask(queue.Get());
        _ = CreateTask(queue.Put("a"));
        Trace.Add((string)await task);
        object[] results = await Gather(queue.Get(), queue.Get(), queue.Put("b"), queue.Put("c"));
        Trace.Add((string)results[0]);
        Trace.Add((string)results[1]);
    }

    private static async Coroutine ProduceAndConsume()
    {
        queue = new Queue(4);
        Task<int>[] consumers = new Task<int>[4];
        for (int i = 0; i < 4; i++)
        {
            consumers[i] = CreateTask(Consume(i));
        }

        await Gather(PutMany(0), PutMany(1), PutMany(2));
        await queue.Join();
        int sum = 0;
        int count = 0;
        for (int i = 0; i < 4; i++)
        {
            await queue.Put(-1);
        }

        for (int i = 0; i < 4; i++)
        {
            int both = await consumers[i];
            sum += both / 1000;
            count += both % 1000;
        }

        Trace.Add(count + " items, sum " + sum);
    }

    private static async Coroutine PutMany(int start)
    {
        for (int i = 0; i < 300; i++)
        {
            await queue.Put((i * 3) + start);
            await SleepMs((i + start) % 4 == 0 ? 1 : 0);
        }
    }

    private static async Coroutine<int> Consume(int number)
    {
        int sum = 0;
        int count = 0;
        while (true)
        {
            int item = (int)await queue.Get();
            queue.TaskDone();
            if (item < 0)
            {
                return (sum * 1000) + count;
            }

            sum += item;
            count++;
            await SleepMs((count + number) % 3 == 0 ? 1 : 0);
        }
    }

    private static async Coroutine KeepNames()
    {
        queue = new Queue(1);
        RingQueue ring = new RingQueue(1);
        Task[] tasks = { CreateTask(queue.Put("a")), CreateTask((Awaitable)queue.Get()), CreateTask((Awaitable)ring.Get()) };
        string[] names = { tasks[0].Name, tasks[1].Name, tasks[2].Name };
        ring.TryPut("b");
        await Gather(tasks);

        // Others use the queues, and then wait.
        Task consumer = CreateTask(Consume(queue), "Consumer");
        Task reader = CreateTask(Consume(ring), "Reader");
        await SleepMs(1);
        Task producer = CreateTask(Produce(ring), "Producer");
        await SleepMs(1);
        int kept = 0;
        for (int i = 0; i < tasks.Length; i++)
        {
            kept += tasks[i].Name == names[i] ? 1 : 0;
        }

        Trace.Add(kept + " kept");
        consumer.Cancel();
        reader.Cancel();
        producer.Cancel();
    }

    private static async Coroutine Consume(Queue from) => await from.Get();

    private static async Coroutine Consume(RingQueue from) => await from.Get();

    private static async Coroutine Produce(RingQueue to)
    {
        queue.PutNowait("c");
        queue.PutNowait("d");
        await queue.Put("e");
        to.TryPut("f");
    }
}
