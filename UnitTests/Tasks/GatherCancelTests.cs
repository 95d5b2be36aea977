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
