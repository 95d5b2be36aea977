using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class GatherTests
{
    [TestMethod]
    public void S5_1_results_come_in_the_order_of_the_arguments()
    {
        VirtualTime.Run(GatherValues());
        Trace.Is("1 text null 3 @30");
    }

    [TestMethod]
    public void S5_1_nothing_to_gather_is_nothing_to_wait_for()
    {
        VirtualTime.Run(GatherNothing());
        Trace.Is("0 0 main other");
    }

    [TestMethod]
    public void S5_2_coroutines_run_side_by_side()
    {
        VirtualTime.Run(GatherTurns());
        Trace.Is("a1 b1 c1 a2 b2 c2 end");
    }

    [TestMethod]
    public void S5_3_exceptions_and_cancellations_can_stand_among_the_results()
    {
        VirtualTime.Run(GatherFailures());
        Trace.Is("1 broken cancelled 4 cancelled@30");
    }

    [TestMethod]
    public void S5_4_the_first_failure_is_thrown_at_once_and_the_others_run_on()
    {
        VirtualTime.Run(GatherWithOneFailure());
        Trace.Is("same@5 sibling@10");
    }

    [TestMethod]
    public void S5_5_a_sibling_that_fails_later_is_reported()
    {
        VirtualTime.Run(GatherWithTwoFailures(5, 10));
        Trace.Is("caught:first handler:second");
        VirtualTime.Run(GatherWithTwoFailures(5, 5));
        Trace.Is("caught:first handler:second");
    }

    [TestMethod]
    public void S5_9_tasks_that_have_ended_give_what_they_ended_with()
    {
        VirtualTime.Run(GatherEnded());
        Trace.Is("7 broken cancelled same@5");
    }

    [TestMethod]
    public void S5_10_a_gather_that_nobody_awaits_yet_has_started_nothing()
    {
        VirtualTime.Run(GatherAndAwaitLater());
        Trace.Is("later child");
    }

    [TestMethod]
    public void S5_11_the_same_task_may_stand_twice()
    {
        VirtualTime.Run(GatherTaskTwice());
        Trace.Is("7 7 7 broken broken@10");
    }

    [TestMethod]
    public void S5_11_the_same_coroutine_may_stand_twice()
    {
        VirtualTime.Run(GatherCoroutineTwice());
        Trace.Is("7 7");
    }

    [TestMethod]
    public void S5_12_a_task_that_others_await_can_be_gathered()
    {
        VirtualTime.Run(GatherAwaited());
        Trace.Is("before:ok after:ok gathered");
    }

    [TestMethod]
    public void S5_13_a_task_that_is_gathered_can_be_awaited()
    {
        VirtualTime.Run(AwaitGathered());
        Trace.Is("7 7 8");
    }

    [TestMethod]
    public void S5_14_gathers_can_be_nested()
    {
        VirtualTime.Run(GatherGathers());
        Trace.Is("1 2 3 @20");
    }

    [TestMethod]
    public void S5_anything_that_can_be_awaited_can_be_gathered()
    {
        VirtualTime.Run(GatherEverything());
        Trace.Is("@30 clear");
    }

    [TestMethod]
    public void S5_null_is_refused_before_anything_has_started()
    {
        VirtualTime.Run(GatherNull());
        Trace.Is("refused");
    }

    [TestMethod]
    public void S5_what_was_awaited_before_is_refused_before_anything_has_started()
    {
        VirtualTime.Run(GatherUsed());
        Trace.Is("used refused");
    }

    private static string Word(object result) =>
        result == null ? "null" : result is Exception exception ? Scripts.Word(exception) : result.ToString();

    private static void AddResults(object[] results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            Trace.Add(Word(results[i]));
        }
    }

    private static async Coroutine GatherAndAwaitLater()
    {
        Coroutine<object[]> gathering = Gather(Scripts.Say("child"));
        await SleepMs(5);
        Trace.Add("later");
        await gathering;
    }

    private static async Coroutine<string> SleepAndReturnText(int durationMs)
    {
        await SleepMs(durationMs);
        return "text";
    }

    private static async Coroutine GatherValues()
    {
        AddResults(await Gather(Scripts.SleepAndReturn(30, 1), SleepAndReturnText(20), SleepMs(10), CreateTask(Scripts.Return(3))));
        Trace.AddWithTime("");
    }

    private static async Coroutine GatherNothing()
    {
        _ = CreateTask(Scripts.Say("other"));
        Trace.Add((await Gather()).Length.ToString());
        Trace.Add((await Gather(true)).Length.ToString());
        Trace.Add("main");
        await SleepMs(0);
    }

    private static async Coroutine GatherTurns()
    {
        await Gather(Scripts.TakeTurns("a", 2), Scripts.TakeTurns("b", 2), Scripts.TakeTurns("c", 2));
        Trace.Add("end");
    }

    private static async Coroutine GatherFailures()
    {
        Task cancelled = CreateTask(SleepMs(Scripts.Forever));
        _ = CreateTask(CancelAfter(20, cancelled));
        AddResults(await Gather(
            true, Scripts.SleepAndReturn(30, 1), Scripts.SleepAndFail(10, "broken"), cancelled, Scripts.Return(4)));
        Trace.AddWithTime(cancelled.IsCancelled ? "cancelled" : "not");
    }

    internal static async Coroutine CancelAfter(int durationMs, Task task)
    {
        await SleepMs(durationMs);
        task.Cancel();
    }

    private static async Coroutine GatherWithOneFailure()
    {
        try
        {
            await Gather(SleepAndSayWhen(10, "sibling"), Scripts.SleepAndFail(5, "broken"), Scripts.Return(1));
        }
        catch (BrokenException exception)
        {
            Trace.AddWithTime(exception == Scripts.Thrown ? "same" : "different");
        }

        await SleepMs(20);
    }

    internal static async Coroutine SleepAndSayWhen(int durationMs, string word)
    {
        await SleepMs(durationMs);
        Trace.AddWithTime(word);
    }

    internal static void Handle(EventLoop loop, ExceptionContext context) => Trace.Add("handler:" + Scripts.Word(context.Exception));

    private static async Coroutine GatherWithTwoFailures(int firstMs, int secondMs)
    {
        EventLoop.Current.ExceptionHandler = Handle;
        try
        {
            await Gather(Scripts.SleepAndFail(firstMs, "first"), Scripts.SleepAndFail(secondMs, "second"));
        }
        catch (BrokenException exception)
        {
            Trace.Add("caught:" + exception.Message);
        }

        await SleepMs(20);
    }

    private static async Coroutine GatherEnded()
    {
        Task<int> returned = CreateTask(Scripts.Return(7));
        Task failed = CreateTask(Scripts.Fail("broken"));
        Task cancelled = CreateTask(Scripts.Nothing());
        Task watcher = CreateTask(Scripts.Watch("x", failed));
        cancelled.Cancel();
        await SleepMs(5);
        Trace.Clear();
        AddResults(await Gather(true, returned, failed, cancelled));
        try
        {
            await Gather(returned, failed);
        }
        catch (BrokenException exception)
        {
            Trace.AddWithTime(exception == Scripts.Thrown ? "same" : "different");
        }

        await watcher;
    }

    private static async Coroutine GatherTaskTwice()
    {
        Task<int> task = CreateTask(Scripts.SleepAndReturn(5, 7));
        AddResults(await Gather(task, task, task));
        Task failing = CreateTask(Scripts.SleepAndFail(5, "broken"));
        object[] results = await Gather(true, failing, failing);
        Trace.Add(Word(results[0]));
        Trace.AddWithTime(Word(results[1]));
    }

    private static async Coroutine GatherCoroutineTwice()
    {
        Coroutine coroutine = Scripts.SleepAndReturn(5, 7);
#pragma warning disable AC1203 // This is the misuse.
        AddResults(await Gather(coroutine, coroutine));
#pragma warning restore AC1203
    }

    private static async Coroutine GatherAwaited()
    {
        Task<int> task = CreateTask(Scripts.SleepAndReturn(5, 7));
        _ = CreateTask(Scripts.Watch("before", task));
        await SleepMs(1);
        Task gathering = CreateTask(GatherAndSay(task));
        await SleepMs(1);
        await Scripts.Watch("after", task);
        await gathering;
    }

    private static async Coroutine GatherAndSay(Task task)
    {
        // Comes last: a child awaits the task, and this one awaits the child.
        await Gather(task);
        Trace.Add("gathered");
    }

    private static async Coroutine AwaitGathered()
    {
        Task<int> task = CreateTask(Scripts.SleepAndReturn(5, 7));
        Task gathering = CreateTask(Gather(task, Scripts.SleepAndReturn(10, 8)));
        await SleepMs(1);
        Trace.Add((await task).ToString());
        AddResults((object[])await (Task<object[]>)gathering);
    }

    private static async Coroutine GatherGathers()
    {
        object[] results = await Gather(
            Gather(Scripts.SleepAndReturn(20, 1), Scripts.Return(2)),
            Gather(Gather(Scripts.SleepAndReturn(10, 3))));
        AddResults((object[])results[0]);
        AddResults((object[])((object[])results[1])[0]);
        Trace.AddWithTime("");
    }

    private static async Coroutine GatherEverything()
    {
        Event set = new Event();
        set.Set();
        Event gate = new Event();
        ThreadSafeFlag flag = new ThreadSafeFlag();
        flag.Set();
        _ = CreateTask(SetAfter(30, gate));
        await Gather(set, gate, flag, SleepMs(0), SleepMs(10), WaitForMs(gate, 50), Scripts.Nothing());
        Trace.AddWithTime("");
        Trace.Add(flag.IsSet ? "set" : "clear");
    }

    private static async Coroutine SetAfter(int durationMs, Event gate)
    {
        await SleepMs(durationMs);
        gate.Set();
    }

    private static async Coroutine GatherUsed()
    {
        Coroutine used = await Used();
        try
        {
            await Gather(Scripts.Say("started"), used);
        }
        catch (InvalidOperationException)
        {
            Trace.Add("refused");
        }

        await SleepMs(1);
    }

    private static async Coroutine<Coroutine> Used()
    {
        Coroutine said = Scripts.Say("used");
        await said;
        return said;
    }

    private static async Coroutine GatherNull()
    {
        try
        {
            await Gather(Scripts.Say("started"), null);
        }
        catch (ArgumentNullException)
        {
            Trace.Add("refused");
        }

        await SleepMs(1);
    }
}
