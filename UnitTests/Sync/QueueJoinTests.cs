using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.QueueTests;

namespace UnitTests;

[TestClass]
public class QueueJoinTests
{
    [TestMethod]
    public void S9_14_join_returns_at_once_if_nothing_is_outstanding()
    {
        VirtualTime.Run(JoinAnIdleQueue());
        Trace.Is("joined other");
    }

    [TestMethod]
    public void S9_14_join_waits_until_every_item_is_dealt_with()
    {
        VirtualTime.Run(JoinABusyQueue());
        Trace.Is("done1@10 done2@20 done3@30 joined@30 joined@30");
    }

    [TestMethod]
    public void S9_14_join_ends_even_if_the_next_item_is_put_before_its_turn()
    {
        VirtualTime.Run(PutBeforeJoinEnds());
        Trace.Is("joined@1");
    }

    [TestMethod]
    public void S9_14_task_done_too_often_is_refused()
    {
        queue = new Queue();
        queue.PutNowait("a");
        queue.TaskDone();
        Assert.ThrowsException(typeof(InvalidOperationException), () => queue.TaskDone());
    }

    private static async Coroutine JoinAnIdleQueue()
    {
        _ = CreateTask(Scripts.Say("other"));
        queue = new Queue();
        queue.PutNowait("a");
        queue.GetNowait();
        queue.TaskDone();
        await queue.Join();
        Trace.Add("joined");
        await SleepMs(0);
    }

    private static async Coroutine JoinAndSay()
    {
        await queue.Join();
        Trace.AddWithTime("joined");
    }

    private static async Coroutine JoinABusyQueue()
    {
        queue = new Queue();
        for (int i = 1; i <= 3; i++)
        {
            queue.PutNowait(i);
        }

        _ = CreateTask(DealWithItems());
        await Gather(JoinAndSay(), JoinAndSay());
    }

    private static async Coroutine DealWithItems()
    {
        while (true)
        {
            int item = (int)await queue.Get();
            await SleepMs(10);
            Trace.AddWithTime("done" + item);
            queue.TaskDone();
        }
    }

    private static async Coroutine PutBeforeJoinEnds()
    {
        queue = new Queue();
        queue.PutNowait("a");
        _ = CreateTask(JoinAndSay());
        await SleepMs(1);
        queue.TaskDone();
        queue.PutNowait("b");
        await SleepMs(1);
    }
}
