using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.GatherTests;

namespace UnitTests;

[TestClass]
public class GatherCancelTests
{
    [TestMethod]
    public void S5_5_a_failure_that_cancellation_brought_about_is_reported_for_nobody_else_sees_it()
    {
        VirtualTime.Run(CancelGatherOfFailing(false));
        Trace.Is("handler:answer cancelled");
        VirtualTime.Run(CancelGatherOfFailing(true));
        Trace.Is("handler:answer cancelled");
    }

    [TestMethod]
    public void S5_6_a_child_that_is_cancelled_cancels_the_call_but_not_its_siblings()
    {
        VirtualTime.Run(CancelOneChild());
        Trace.Is("cancelled@5 sibling@10");
    }

    [TestMethod]
    public void S5_7_cancelled_it_cancels_all_children_and_waits_until_they_have_unwound()
    {
        VirtualTime.Run(CancelGather(false));
        Trace.Is("a:unwinds b:unwinds b:unwound a:unwound gather:cancelled@25");
    }

    [TestMethod]
    public void S5_7_cancelled_before_its_children_started_it_lets_none_start()
    {
        VirtualTime.Run(CancelGatherEarly());
        Trace.Is("cancelled");
    }

    [TestMethod]
    public void S5_7_cancelled_again_it_interrupts_the_childrens_cleanup()
    {
        VirtualTime.Run(CancelGatherTwice());
        Trace.Is("a:unwinds b:unwinds gather:cancelled@10");
    }

    [TestMethod]
    public void S5_7_cancelled_before_it_began_to_wait_it_cancels_tasks_that_it_was_given()
    {
        VirtualTime.Run(CancelSelfAndGather());
        Trace.Is("a:unwinds b:unwinds a:unwound b:unwound gather:cancelled@10");
        VirtualTime.Run(CancelGatherOfTasksEarly());
        Trace.Is("a:unwinds b:unwinds a:unwound b:unwound gather:cancelled@10");
    }

    [TestMethod]
    public void S5_7_many_tasks_are_gathered_and_cancelled()
    {
        VirtualTime.Run(CancelManyTasks());
        Trace.Is("gather:cancelled@1 all");
    }

    [TestMethod]
    public void S5_8_cancelled_it_throws_even_if_exceptions_are_results()
    {
        VirtualTime.Run(CancelGather(true));
        Trace.Is("a:unwinds b:unwinds b:unwound a:unwound gather:cancelled@25");
    }

    private static async Coroutine CancelGatherOfFailing(bool returnExceptions)
    {
        EventLoop.Current.ExceptionHandler = Handle;
        Task task = CreateTask(Gather(returnExceptions, Scripts.AnswerCancelWith("answer"), SleepMs(Scripts.Forever)));
        await SleepMs(1);
        task.Cancel();
        await SleepMs(1);
        Trace.Add(task.IsCancelled ? "cancelled" : "not");
    }

    private static async Coroutine CancelOneChild()
    {
        Task child = CreateTask(SleepMs(Scripts.Forever));
        _ = CreateTask(CancelAfter(5, child));
        try
        {
            await Gather(SleepAndSayWhen(10, "sibling"), child);
        }
        catch (CancelledException)
        {
            Trace.AddWithTime("cancelled");
        }

        await SleepMs(20);
    }

    private static async Coroutine CancelSelfAndGather()
    {
        Task[] tasks = { CreateTask(Scripts.Unwind(5, "a")), CreateTask(Scripts.Unwind(5, "b")) };
        await SleepMs(5);
        Task task = CreateTask(GatherAll(tasks, true));
        await Gather(true, task);
        Assert.IsTrue(task.IsCancelled && tasks[0].IsCancelled && tasks[1].IsCancelled);
    }

    private static async Coroutine CancelGatherOfTasksEarly()
    {
        Task[] tasks = { CreateTask(Scripts.Unwind(5, "a")), CreateTask(Scripts.Unwind(5, "b")) };
        await SleepMs(5);

        // Main has its turn after the gather's, but before those of the children that it makes.
        Task task = CreateTask(GatherAll(tasks, false));
        await SleepMs(0);
        task.Cancel();
        await Gather(true, task);
        Assert.IsTrue(task.IsCancelled && tasks[0].IsCancelled && tasks[1].IsCancelled);
    }

    private static async Coroutine GatherAll(Task[] tasks, bool cancelsItself)
    {
        if (cancelsItself)
        {
            CurrentTask.Cancel();
        }

        try
        {
            await Gather(tasks);
        }
        catch (CancelledException exception)
        {
            Trace.AddWithTime("gather:cancelled");
            throw exception;
        }
    }

    private static async Coroutine CancelManyTasks()
    {
        Task[] tasks = new Task[Scripts.Many];
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i] = CreateTask(SleepMs(Scripts.Forever - (i % 7)));
        }

        Task task = CreateTask(GatherAll(tasks, false));
        await SleepMs(1);
        task.Cancel();
        await Gather(true, task);
        int cancelled = 0;
        for (int i = 0; i < tasks.Length; i++)
        {
            cancelled += tasks[i].IsCancelled ? 1 : 0;
        }

        Trace.Add(cancelled == Scripts.Many ? "all" : cancelled.ToString());
    }

    private static async Coroutine GatherTwoThatUnwind(bool returnExceptions)
    {
        try
        {
            await Gather(returnExceptions, Scripts.Unwind(20, "a"), CreateTask(Scripts.Unwind(10, "b")), Scripts.Return(3));
        }
        catch (CancelledException)
        {
            Trace.AddWithTime("gather:cancelled");
            throw;
        }
    }

    private static async Coroutine CancelGather(bool returnExceptions)
    {
        Task task = CreateTask(GatherTwoThatUnwind(returnExceptions));
        await SleepMs(5);
        task.Cancel();
        await SleepMs(50);
        Assert.IsTrue(task.IsCancelled);
    }

    private static async Coroutine CancelGatherTwice()
    {
        Task task = CreateTask(GatherTwoThatUnwind(false));
        await SleepMs(5);
        task.Cancel();
        await SleepMs(5);
        task.Cancel();
        await SleepMs(50);
        Assert.IsTrue(task.IsCancelled);
    }

    private static async Coroutine CancelGatherEarly()
    {
        // Main has its turn after the gather's, but before those of the children that it makes.
        Task task = CreateTask(Gather(Scripts.Say("a"), Scripts.Say("b")));
        await SleepMs(0);
        task.Cancel();
        await Gather(true, task);
        Trace.Add(task.IsCancelled ? "cancelled" : "not");
    }
}
