using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class TaskTreeTests
{
    [TestMethod]
    public void The_tree_tells_of_each_task_what_it_does()
    {
        VirtualTime.Run(TellStates());
    }

    [TestMethod]
    public void A_task_stands_below_the_one_that_awaits_it_alone_or_with_others()
    {
        VirtualTime.Run(TellAwaits());
    }

    [TestMethod]
    public void A_task_that_is_gathered_or_raced_stands_once_below_who_does_so()
    {
        VirtualTime.Run(TellGathered());
    }

    [TestMethod]
    public void Who_wants_a_lock_is_told_who_holds_it()
    {
        VirtualTime.Run(TellHolder());
    }

    [TestMethod]
    public void Tasks_that_await_each_other_in_a_ring_are_told_once_each()
    {
        VirtualTime.Run(TellRing());
    }

    [TestMethod]
    public void A_chain_of_coroutines_is_told_from_the_outermost_with_what_is_left_of_a_limit()
    {
        VirtualTime.Run(TellChain());
    }

    [TestMethod]
    public void Of_very_many_tasks_the_first_are_told_and_the_others_counted()
    {
        VirtualTime.Run(TellMany());
    }

    [TestMethod]
    public void Ages_and_turns_and_lateness_are_told_if_they_are_tracked()
    {
        VirtualTime.Run(TellTimes());
    }

    [TestMethod]
    public void The_worst_turns_are_kept_the_longest_first()
    {
        VirtualTime.Run(HoldTheLoop());
    }

    [TestMethod]
    public void A_deadlock_is_told_as_a_tree()
    {
        try
        {
            VirtualTime.Run(LockTwice());
        }
        catch (DeadlockException exception)
        {
            Assert.Contains("2 tasks\n#1 LockTwice waits for Task writer (#2)\n  #2 writer waits for Lock, held by writer (#2), in HoldTwice\n", exception.Message);
            return;
        }

        Assert.IsTrue(false, "It did not end.");
    }

    [TestMethod]
    public void A_loop_without_tasks_has_an_empty_tree()
    {
        VirtualTime.Run(Scripts.Nothing());
        Assert.AreEqual("0 tasks", EventLoop.Current.DescribeTasks());
        Assert.ThrowsException(typeof(ArgumentNullException), () => new TaskTree(null));
    }

    private static async Coroutine TellStates()
    {
        _ = CreateTask(Doze(500), "sleeper");
        Task cancelled = CreateTask(Doze(500), "cancelled");
        _ = CreateTask(Await(new Event()), "waiter");
        _ = CreateTask(Scripts.Nothing(), "other");
        await SleepMs(0);
        _ = CreateTask(Doze(1), "new");
        cancelled.Cancel();
        string text = EventLoop.Current.DescribeTasks();
        Assert.Contains("5 tasks\n#1 TellStates runs\n#", text);
        Assert.Contains(" new has not started, in Doze", text);
        Assert.Contains(" cancelled is about to hear that it was cancelled, in Doze", text);
        Assert.Contains(" sleeper sleeps, 500 ms left, in Doze", text);
        Assert.Contains(" waiter waits for Event, in Await", text);
    }

    private static async Coroutine TellAwaits()
    {
        Task blink = CreateTask(Doze(100), "blink");
        _ = CreateTask(Await(blink), "watcher");
        _ = CreateTask(Gather(blink, Doze(200)), "gatherer");
        _ = CreateTask(WaitAny(Doze(300), Doze(400)), "racer");
        _ = CreateTask(TaskGroup.Run(async group => _ = group.CreateTask(Doze(500), "member")), "owner");
        await SleepMs(20);
        string text = EventLoop.Current.DescribeTasks();
        Assert.Contains("10 tasks\n#1 TellAwaits runs\n", text);
        Assert.Contains("watcher waits for Task blink (#", text);
        Assert.Contains("gatherer waits for what it gathers", text);
        Assert.Contains("racer waits for the first of several", text);
        Assert.Contains("owner waits for the tasks of a group", text);
        Assert.AreEqual(0, DepthOf("watcher"));
        Assert.AreEqual(0, DepthOf("gatherer"));
        Assert.AreEqual(1, DepthOf("member"));
        Assert.IsTrue(DepthOf("blink") > 0);
        Assert.Contains("\n  #", text);
    }

    private static async Coroutine TellGathered()
    {
        Task blink = CreateTask(Doze(100), "blink");
        _ = CreateTask(Gather(blink, blink), "gatherer");
        _ = CreateTask(WaitAny(CreateTask(Doze(300), "raced"), new Event()), "racer");

        // Of those that the gather and the race make for what they were given, only the one for the event tells something.
        await SleepMs(20);
        string text = EventLoop.Current.DescribeTasks();
        Assert.Contains("6 tasks\n", text);
        Assert.Contains("gatherer waits for what it gathers, in Run\n  #3 blink sleeps, 80 ms left, in Doze\n", text);
        Assert.Contains("racer waits for the first of several, in Run\n  #5 raced sleeps, 280 ms left, in Doze\n  #6 Event waits for Event", text);
        Assert.AreEqual(1, DepthOf("blink"));
        await blink;
        Assert.AreEqual(-1, EventLoop.Current.DescribeTasks().IndexOf("blink"));
    }

    private static async Coroutine TellHolder()
    {
        Lock gate = new Lock();
        Task holder = CreateTask(Hold(gate, 100), "holder");
        _ = CreateTask(Hold(gate, 0), "wanting");
        await SleepMs(0);
        Assert.Contains("wanting waits for Lock, held by holder (#", EventLoop.Current.DescribeTasks());
        await holder;
        await SleepMs(0);

        // Who ends without a release leaves those who want the lock with nobody to wait for, and is named for it.
        Task careless = CreateTask(Take(gate), "careless");
        _ = CreateTask(Hold(gate, 0), "second");
        await careless;
        Assert.Contains("second waits for Lock, held by careless, which has ended, in Hold", EventLoop.Current.DescribeTasks());
        gate.Release();
        await SleepMs(0);
    }

    private static async Coroutine TellRing()
    {
        Event both = new Event();
        Task[] ring = new Task[2];
        ring[0] = CreateTask(AwaitOther(both, ring, 1), "a");
        ring[1] = CreateTask(AwaitOther(both, ring, 0), "b");
        await SleepMs(0);
        both.Set();
        await SleepMs(0);
        await SleepMs(0);
        TaskTree tree = new TaskTree(EventLoop.Current);
        Assert.AreEqual(3, tree.Count);
        Assert.Contains("a waits for Task b (#", tree.ToString());
        Assert.Contains("b waits for Task a (#", tree.ToString());
        ring[0].Cancel();
        await Gather(true, ring[0], ring[1]);
    }

    private static async Coroutine TellChain()
    {
        Task task = CreateTask(WaitForMs(Outer(), 1000), "limited");
        await SleepMs(400);
        Assert.Contains("limited waits for Event, in WaitFor (600 ms left) > Outer > Await", EventLoop.Current.DescribeTasks());
        task.Cancel();
        await Gather(true, task);
        task = CreateTask(Recurse(20), "deep");
        await SleepMs(1);
        Assert.Contains("#2 deep sleeps, 99 ms left, in ... > Recurse > Recurse > Recurse > Recurse > Recurse > Recurse > Recurse > Recurse", EventLoop.Current.DescribeTasks());
    }

    private static async Coroutine TellMany()
    {
        for (int i = 0; i < 40; i++)
        {
            _ = CreateTask(Doze(10));
        }

        await SleepMs(0);
        string text = EventLoop.Current.DescribeTasks();
        Assert.Contains("41 tasks\n", text);
        Assert.Contains("\n#32 ", text);
        Assert.Contains("\nand 9 more", text);
        Assert.AreEqual(41, new TaskTree(EventLoop.Current).Count);
    }

    private static async Coroutine TellTimes()
    {
        EventLoop.Current.TracksAges = true;
        EventLoop.Current.SlowTurnMs = 1000;
        await SleepMs(1);
        Task slow = CreateTask(Compute(30, 100), "slow");
        Task late = CreateTask(Doze(20), "late");
        await SleepMs(0);
        await late;
        await SleepMs(0);
        Assert.Contains("slow sleeps, 80 ms left, in Compute, age 50 ms, ran 30 ms, longest turn 30 ms, woken 0 ms late at worst", EventLoop.Current.DescribeTasks());
        Task both = CreateTask(Asyncio.Gather(Doze(20), Asyncio.WaitAny(Doze(20))), "both");
        await SleepMs(2);
        string text = EventLoop.Current.DescribeTasks();
        Assert.Contains("Doze sleeps, 18 ms left, age 2 ms", text);
        Assert.IsFalse(text.IndexOf("Doze sleeps, 18 ms left\n") >= 0, text);
        both.Cancel();
        late = CreateTask(SleepTwice(10), "late");
        await SleepMs(0);
        VirtualTime.Clock.Advance(25);
        await SleepMs(1);
        Assert.Contains("late sleeps, 9 ms left, in SleepTwice, age 26 ms, ran 0 ms, longest turn 0 ms, woken 15 ms late at worst", EventLoop.Current.DescribeTasks());
    }

    private static async Coroutine HoldTheLoop()
    {
        EventLoop.Current.ExceptionHandler = Ignore;
        Assert.AreEqual("", EventLoop.Current.WorstTurns);
        EventLoop.Current.SlowTurnMs = 10;
        Assert.AreEqual("", EventLoop.Current.WorstTurns);
        await SleepMs(1);
        int[] durationsMs = { 5, 20, 60, 30, 10, 40, 50 };
        for (int i = 0; i < durationsMs.Length; i++)
        {
            await CreateTask(Compute(durationsMs[i], 0), "t" + i);
        }

        Assert.AreEqual("t2 60 ms, t6 50 ms, t5 40 ms, t3 30 ms", EventLoop.Current.WorstTurns);
    }

    private static async Coroutine LockTwice() => await CreateTask(HoldTwice(new Lock()), "writer");

    private static async Coroutine HoldTwice(Lock gate)
    {
        using (await gate.Acquire())
        {
            await gate.Acquire();
        }
    }

    private static async Coroutine Hold(Lock gate, int durationMs)
    {
        using (await gate.Acquire())
        {
            await SleepMs(durationMs);
        }
    }

    private static async Coroutine Take(Lock gate) => _ = await gate.Acquire();

    private static async Coroutine AwaitOther(Event both, Task[] ring, int other)
    {
        await both.Wait();
        await ring[other];
    }

    private static async Coroutine Outer() => await Await(new Event());

    private static async Coroutine Recurse(int depth)
    {
        if (depth == 0)
        {
            await SleepMs(100);
        }
        else
        {
            await Recurse(depth - 1);
        }
    }

    private static async Coroutine Compute(int durationMs, int sleepMs)
    {
        VirtualTime.Clock.Advance(durationMs);
        await SleepMs(sleepMs);
    }

    private static async Coroutine SleepTwice(int durationMs)
    {
        await SleepMs(durationMs);
        await SleepMs(durationMs);
    }

    private static async Coroutine Doze(int durationMs) => await SleepMs(durationMs);

    private static async Coroutine Await(Awaitable awaitable) => await awaitable;

    private static void Ignore(EventLoop loop, ExceptionContext context)
    {
    }

    private static int DepthOf(string name)
    {
        TaskTree tree = new TaskTree(EventLoop.Current);
        for (int i = 0; i < tree.Count; i++)
        {
            if (tree.TaskAt(i).Name == name)
            {
                return tree.DepthAt(i);
            }
        }

        return -1;
    }
}
