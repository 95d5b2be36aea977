using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class RunTests
{
    internal static int started;

    [TestMethod]
    public void S1_1_run_returns_the_value_of_main()
    {
        Assert.AreEqual(42, Run(Scripts.SleepAndReturn(5, 42), new AutojumpClock()));
        Assert.AreEqual("text", Run(ReturnText(), new AutojumpClock()));
        Assert.AreEqual(1L << 40, Run(ReturnLong(), new AutojumpClock()));
        Assert.AreEqual(3, Run(ReturnArray(), new AutojumpClock()).Length);
        Assert.IsTrue(Run(ReturnTrue(), new AutojumpClock()));
        Assert.IsNull(Run(Scripts.Nothing(), new AutojumpClock()));
    }

    [TestMethod]
    public void S1_1_an_exception_of_main_leaves_run()
    {
        Exception caught = null;
        try
        {
            VirtualTime.Run(Scripts.SleepAndFail(5, "broken"));
        }
        catch (Exception exception)
        {
            caught = exception;
        }

        Assert.AreSame(Scripts.Thrown, caught);
    }

    [TestMethod]
    public void S1_3_run_and_create_task_refuse_null()
    {
        Trace.Clear();
        try
        {
            Run(null, new AutojumpClock());
        }
        catch (ArgumentNullException)
        {
            Trace.Add("run");
        }

        try
        {
            _ = CreateTask((Coroutine)null);
        }
        catch (ArgumentNullException)
        {
            Trace.Add("create");
        }

        try
        {
            _ = CreateTask((Awaitable)null);
        }
        catch (ArgumentNullException)
        {
            Trace.Add("create");
        }

        Trace.Is("run create create");
        VirtualTime.Run(Scripts.Say("next"));
        Trace.Is("next");
    }

    [TestMethod]
    public void S1_5_a_second_run_works_after_one_that_failed()
    {
        VirtualTime.RunAndTraceFailure(Scripts.Fail("broken"));
        Assert.AreEqual(7, Run(Scripts.SleepAndReturn(5, 7)));
        Assert.AreEqual(8, Run(Scripts.SleepAndReturn(5, 8), new AutojumpClock()));
    }

    [TestMethod]
    public void S1_6_run_within_a_task_throws_and_harms_nothing()
    {
        VirtualTime.Run(RunWithinATask());
        Trace.Is("misuse misuse a1 same a2");
    }

    [TestMethod]
    public void S1_7_tasks_can_be_made_before_the_loop_runs()
    {
        VirtualTime.Run(Scripts.Nothing());
        _ = CreateTask(Scripts.Say("early"));
        Task task = CreateTask(Scripts.SleepAndSay(5, "late"));
        Run(Scripts.Watch("main", task));
        Trace.Is("early late main:ok");
    }

    [TestMethod]
    public void S1_8_tasks_start_in_the_order_of_creation_when_the_creator_suspends()
    {
        VirtualTime.Run(CreateThree());
        Trace.Is("created a b c main");
    }

    [TestMethod]
    public void S1_9_there_is_no_current_task_outside_of_the_loop()
    {
        Assert.ThrowsException(typeof(InvalidOperationException), AskForCurrentTask);
        VirtualTime.Run(Scripts.Nothing());
        Assert.ThrowsException(typeof(InvalidOperationException), AskForCurrentTask);
        VirtualTime.RunAndTraceFailure(Scripts.SleepAndFail(1, "broken"));
        Assert.ThrowsException(typeof(InvalidOperationException), AskForCurrentTask);
    }

    [TestMethod]
    public void S1_9_each_task_is_the_current_one_in_its_turns()
    {
        VirtualTime.Run(CompareCurrentTasks());
        Trace.Is("a b main a b main");
    }

    [TestMethod]
    public void S1_10_the_loop_keeps_tasks_that_nobody_else_keeps()
    {
        VirtualTime.Run(CollectGarbageBesideATask());
        Trace.Is("collected kept");
    }

    [TestMethod]
    public void S1_11_awaiting_a_coroutine_runs_it_at_once_in_the_same_task()
    {
        VirtualTime.Run(AwaitInline());
        Trace.Is("same inner main other");
    }

    [TestMethod]
    public void S1_11_awaits_nest_deeper_than_the_runtimes_handlers_and_stack()
    {
        VirtualTime.Run(Descend());
        Trace.Is("300 broken cancelled");
    }

    [TestMethod]
    public void S1_12_a_coroutine_can_be_awaited_or_made_a_task_once()
    {
        VirtualTime.Run(UseTwice());
        Trace.Is("inner misuse misuse misuse misuse end");
    }

    private static void AskForCurrentTask()
    {
        if (CurrentTask == null)
        {
            throw new BrokenException("null");
        }
    }

    private static async Coroutine<string> ReturnText() => "text";

    private static async Coroutine<long> ReturnLong() => 1L << 40;

    private static async Coroutine<bool> ReturnTrue() => true;

    private static async Coroutine<byte[]> ReturnArray()
    {
        await SleepMs(1);
        return new byte[3];
    }

    private static async Coroutine RunWithinATask()
    {
        _ = CreateTask(Scripts.TakeTurns("a", 2));
        Task self = CurrentTask;
        try
        {
            Run(Scripts.Say("nested"));
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        try
        {
            Run(Scripts.Say("nested"), new AutojumpClock());
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        await SleepMs(0);
        Trace.Add(CurrentTask == self ? "same" : "other");
        await SleepMs(1);
    }

    private static async Coroutine CreateThree()
    {
        _ = CreateTask(Scripts.Say("a"));
        _ = CreateTask(Scripts.Say("b"));
        _ = CreateTask(Scripts.Say("c"));
        Trace.Add("created");
        await SleepMs(0);
        Trace.Add("main");
    }

    private static async Coroutine CompareCurrentTasks()
    {
        Task main = CurrentTask;
        _ = CreateTask(SayOwnName(), "a");
        _ = CreateTask(SayOwnName(), "b");
        for (int i = 0; i < 2; i++)
        {
            await SleepMs(1);
            Trace.Add(CurrentTask == main ? "main" : "other");
        }
    }

    private static async Coroutine SayOwnName()
    {
        Trace.Add(CurrentTask.Name);
        await SleepMs(1);
        Trace.Add(CurrentTask.Name);
    }

    private static async Coroutine CollectGarbageBesideATask()
    {
        _ = CreateTask(Scripts.SleepAndSay(10, "kept"));
        await SleepMs(1);
        nanoFramework.Runtime.Native.GC.Run(false);
        Trace.Add("collected");
        await SleepMs(20);
    }

    private static async Coroutine AwaitInline()
    {
        _ = CreateTask(Scripts.Say("other"));
        Task self = CurrentTask;
        Trace.Add(await IsCurrent(self) ? "same" : "different");
        await Scripts.Say("inner");
        Trace.Add("main");
        await SleepMs(0);
    }

    private static async Coroutine<bool> IsCurrent(Task task) => CurrentTask == task;

    private static async Coroutine Descend()
    {
        Trace.Add((await CountDepth(300)).ToString());
        try
        {
            await FailAtDepth(50);
        }
        catch (BrokenException)
        {
            Trace.Add("broken");
        }

        Task task = CreateTask(CountDepth(50));
        await SleepMs(0);
        task.Cancel();
        try
        {
            await task;
        }
        catch (CancelledException)
        {
            Trace.Add("cancelled");
        }
    }

    private static async Coroutine<int> CountDepth(int levels)
    {
        if (levels == 0)
        {
            await SleepMs(1);
            return 0;
        }

        return 1 + await CountDepth(levels - 1);
    }

    private static async Coroutine FailAtDepth(int levels)
    {
        try
        {
            if (levels == 0)
            {
                await Scripts.SleepAndFail(1, "broken");
            }

            await FailAtDepth(levels - 1);
        }
        catch (Exception)
        {
            await SleepMs(0);
            throw;
        }
    }

    private static async Coroutine UseTwice()
    {
        Coroutine coroutine = Scripts.Say("inner");
        await coroutine;
        try
        {
            await coroutine;
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        try
        {
            _ = CreateTask(coroutine);
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        coroutine = Scripts.SleepAndSay(2, "end");
        Task task = CreateTask(coroutine);
        for (int i = 0; i < 2; i++)
        {
            // First before the task has started, then after.
            try
            {
                await coroutine;
            }
            catch (InvalidOperationException)
            {
                Trace.Add("misuse");
            }

            await SleepMs(1);
        }

        await task;
    }
}
