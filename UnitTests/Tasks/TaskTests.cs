using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class TaskTests
{
    private static int handlerCalls;
    private static Task watched;

    [TestMethod]
    public void S2_1_a_task_is_done_when_its_body_has_ended_and_stays_so()
    {
        VirtualTime.Run(WatchEnds());
        Trace.Is("pending pending pending returned cancelled failed returned cancelled failed");
    }

    [TestMethod]
    public void S2_1_a_task_is_not_done_while_it_unwinds()
    {
        VirtualTime.Run(WatchUnwinding());
        Trace.Is("pending a:unwinds pending a:unwound cancelled");
    }

    [TestMethod]
    public void S2_2_a_task_can_be_awaited_again_and_again()
    {
        VirtualTime.Run(AwaitRepeatedly());
        Trace.Is("7 7 7 same same");
    }

    [TestMethod]
    public void S2_2_a_task_awaited_as_a_mere_awaitable_still_throws()
    {
        VirtualTime.Run(AwaitThroughTheBaseType());
        Trace.Is("late early");
    }

    [TestMethod]
    public void S2_3_all_who_await_a_task_are_woken_in_the_order_in_which_they_came()
    {
        VirtualTime.Run(AwaitInThree());
        Trace.Is("a:ok b:ok c:ok");
    }

    [TestMethod]
    public void S2_3_all_who_await_a_task_get_the_same_exception()
    {
        VirtualTime.Run(FailForThree());
        Trace.Is("same same same");
    }

    [TestMethod]
    public void S2_4_awaiting_a_task_that_has_ended_does_not_suspend()
    {
        VirtualTime.Run(AwaitEnded());
        Trace.Is("main broken cancelled other");
    }

    [TestMethod]
    public void S2_5_a_task_that_awaits_itself_is_told_so()
    {
        VirtualTime.Run(AwaitSelf());
        Trace.Is("misuse misuse end");
    }

    [TestMethod]
    public void S2_5_tasks_that_await_each_other_are_named()
    {
        try
        {
            VirtualTime.Run(AwaitEachOther());
            Assert.IsTrue(false, "No deadlock was told.");
        }
        catch (DeadlockException exception)
        {
            Assert.Contains("ring waits for Task AwaitEachOther", exception.Message);
            Assert.Contains("AwaitEachOther waits for Task ring", exception.Message);
        }
    }

    [TestMethod]
    public void S2_6_result_and_exception_tell_how_the_task_ended()
    {
        VirtualTime.Run(AskForOutcomes());
        Trace.Is("misuse misuse 5 null broken same cancelled cancelled");
    }

    [TestMethod]
    public void S2_6_a_task_is_named_after_its_method_or_by_its_creator()
    {
        VirtualTime.Run(AskForNames());
        Trace.Is("SleepAndReturn blinker AskForNames SleepAndReturn blinker");
    }

    [TestMethod]
    public void S2_7_a_failure_that_somebody_awaits_is_not_reported()
    {
        handlerCalls = 0;
        VirtualTime.Run(FailAwaited());
        Trace.Is("broken a:broken");
        Assert.AreEqual(0, handlerCalls);
    }

    [TestMethod]
    public void S2_7_whoever_awaits_a_failed_task_is_woken_before_the_handler_is_called()
    {
        handlerCalls = 0;
        VirtualTime.Run(FailBesideAnother());
        Trace.Is("a:broken handler");
    }

    private static void AddState(Task task)
    {
        if (!task.IsDone)
        {
            Trace.Add(task.IsCancelled ? "cancelled before its end" : "pending");
        }
        else if (task.IsCancelled)
        {
            Trace.Add("cancelled");
        }
        else
        {
            Trace.Add(task.Exception == null ? "returned" : "failed");
        }
    }

    private static async Coroutine WatchEnds()
    {
        Task returns = CreateTask(Scripts.SleepAndReturn(1, 5));
        Task cancelled = CreateTask(Scripts.Nothing());
        Task fails = CreateTask(Scripts.SleepAndFail(1, "broken"));
        cancelled.Cancel();
        for (int i = 0; i < 3; i++)
        {
            AddState(returns);
            AddState(cancelled);
            AddState(fails);
            await Gather(true, returns, cancelled, fails);
        }
    }

    private static async Coroutine WatchUnwinding()
    {
        Task task = CreateTask(Scripts.Unwind(10, "a"));
        await SleepMs(1);
        task.Cancel();
        AddState(task);
        await SleepMs(1);
        AddState(task);
        await SleepMs(20);
        AddState(task);
    }

    private static async Coroutine AwaitRepeatedly()
    {
        Task<int> task = CreateTask(Scripts.SleepAndReturn(1, 7));
        Trace.Add((await task).ToString());
        Trace.Add((await task).ToString());
        Trace.Add(task.Result.ToString());
        Task failed = CreateTask(Scripts.SleepAndFail(1, "broken"));
        for (int i = 0; i < 2; i++)
        {
            try
            {
                await failed;
            }
            catch (BrokenException exception)
            {
                Trace.Add(exception == Scripts.Thrown ? "same" : "different");
            }
        }
    }

    private static async Coroutine AwaitThroughTheBaseType()
    {
        Awaitable failing = CreateTask(Scripts.SleepAndFail(1, "broken"));
        try
        {
            await failing;
        }
        catch (BrokenException)
        {
            Trace.Add("late");
        }

        try
        {
            await failing;
        }
        catch (BrokenException)
        {
            Trace.Add("early");
        }
    }

    private static async Coroutine AwaitInThree()
    {
        Task task = CreateTask(Scripts.SleepAndReturn(5, 1));
        Task a = CreateTask(Scripts.Watch("a", task));
        Task b = CreateTask(Scripts.Watch("b", task));
        Task c = CreateTask(Scripts.Watch("c", task));
        await Gather(c, b, a);
    }

    private static async Coroutine FailForThree()
    {
        watched = CreateTask(Scripts.SleepAndFail(5, "broken"));
        Task a = CreateTask(CompareException());
        Task b = CreateTask(CompareException());
        await CompareException();
        await Gather(a, b);
    }

    private static async Coroutine CompareException()
    {
        try
        {
            await watched;
        }
        catch (BrokenException exception)
        {
            Trace.Add(exception == Scripts.Thrown ? "same" : "different");
        }
    }

    private static async Coroutine AwaitEnded()
    {
        Task returned = CreateTask(Scripts.Nothing());
        Task failed = CreateTask(Scripts.Fail("broken"));
        Task cancelled = CreateTask(Scripts.Nothing());
        cancelled.Cancel();
        Task watcher = CreateTask(Scripts.Watch("x", failed));
        await Gather(true, returned, failed, cancelled, watcher);
        Trace.Clear();
        _ = CreateTask(Scripts.Say("other"));
        await returned;
        Trace.Add("main");
        try
        {
            await failed;
        }
        catch (BrokenException exception)
        {
            Trace.Add(exception.Message);
        }

        try
        {
            await cancelled;
        }
        catch (CancelledException)
        {
            Trace.Add("cancelled");
        }

        await SleepMs(0);
    }

    private static async Coroutine AwaitSelf()
    {
        try
        {
            await CurrentTask;
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        try
        {
            await WaitForMs(CurrentTask, 10);
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        await SleepMs(1);
        Trace.Add("end");
    }

    private static async Coroutine AwaitEachOther()
    {
        Task ring = CreateTask(Scripts.Watch("ring", CurrentTask), "ring");
        await ring;
    }

    private static async Coroutine AskForOutcomes()
    {
        Task<int> task = CreateTask(Scripts.SleepAndReturn(1, 5));
        try
        {
            Trace.Add(task.Result.ToString());
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        try
        {
            Trace.Add(task.Exception == null ? "null" : "exception");
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        await task;
        Trace.Add(task.Result.ToString());
        Trace.Add(task.Exception == null ? "null" : "exception");
        Task failed = CreateTask(Scripts.Fail("broken"));
        Task cancelled = CreateTask(Scripts.Nothing());
        cancelled.Cancel();
        await Gather(true, failed, cancelled);
        try
        {
            Trace.Add("result " + failed.Result);
        }
        catch (BrokenException exception)
        {
            Trace.Add(exception.Message);
        }

        Trace.Add(failed.Exception == Scripts.Thrown ? "same" : "different");
        try
        {
            Trace.Add("result " + cancelled.Result);
        }
        catch (CancelledException)
        {
            Trace.Add("cancelled");
        }

        try
        {
            Trace.Add(cancelled.Exception == null ? "null" : "exception");
        }
        catch (CancelledException)
        {
            Trace.Add("cancelled");
        }
    }

    private static async Coroutine AskForNames()
    {
        Task<int> unnamed = CreateTask(Scripts.SleepAndReturn(1, 5));
        Task<int> named = CreateTask(Scripts.SleepAndReturn(1, 5), "blinker");
        Trace.Add(unnamed.Name);
        Trace.Add(named.Name);
        Trace.Add(CurrentTask.Name);
        await Gather(unnamed, named);
        Trace.Add(unnamed.Name);
        Trace.Add(named.Name);
    }

    private static async Coroutine FailAwaited()
    {
        EventLoop.Current.ExceptionHandler = CountCall;
        Task failing = CreateTask(Scripts.SleepAndFail(1, "broken"));
        _ = CreateTask(Scripts.Watch("a", failing));
        try
        {
            await failing;
        }
        catch (BrokenException exception)
        {
            Trace.Add(exception.Message);
        }

        await SleepMs(5);
    }

    private static async Coroutine FailBesideAnother()
    {
        EventLoop.Current.ExceptionHandler = CountCall;
        Task failing = CreateTask(Scripts.SleepAndFail(1, "broken"));
        _ = CreateTask(Scripts.SleepAndFail(1, "unseen"));
        _ = CreateTask(Scripts.Watch("a", failing));
        await SleepMs(5);
    }

    private static void CountCall(EventLoop loop, ExceptionContext context)
    {
        handlerCalls++;
        Trace.Add("handler");
    }
}
