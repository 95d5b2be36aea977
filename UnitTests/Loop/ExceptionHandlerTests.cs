using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class ExceptionHandlerTests
{
    private static ExceptionContext first;
    private static ExceptionContext second;
    private static EventLoop toldLoop;

    [TestMethod]
    public void S7_1_a_failure_that_nobody_awaits_is_reported_one_pass_later()
    {
        VirtualTime.Run(FailDetached());
        Trace.Is("o1 o2 handler:broken o3");
    }

    [TestMethod]
    public void S7_1_a_failure_is_reported_even_if_somebody_keeps_the_task()
    {
        VirtualTime.Run(FailKept());
        Trace.Is("handler:broken kept");
    }

    [TestMethod]
    public void S7_1_a_failure_that_somebody_awaits_in_the_same_pass_is_not_reported()
    {
        VirtualTime.Run(AwaitInTheSamePass());
        Trace.Is("caught");
    }

    [TestMethod]
    public void S7_1_a_failure_that_somebody_asks_for_in_the_same_pass_is_not_reported()
    {
        VirtualTime.Run(AskInTheSamePass());
        Trace.Is("broken");
    }

    [TestMethod]
    public void S7_2_the_context_holds_message_exception_and_task()
    {
        VirtualTime.Run(KeepContext());
        Trace.Is("same same same");
        Assert.AreEqual("Task failed, and nobody awaits it", first.Message);
    }

    [TestMethod]
    public void S7_3_each_report_has_a_context_of_its_own()
    {
        VirtualTime.Run(KeepTwoContexts());
        Assert.AreNotSame(first, second);
        Assert.AreEqual("a", first.Exception.Message);
        Assert.AreEqual("b", second.Exception.Message);
    }

    [TestMethod]
    public void S7_4_there_is_no_handler_at_first_and_null_brings_that_back()
    {
        VirtualTime.Run(ChangeHandlers());
        Trace.Is("null handler:told on the console");
    }

    [TestMethod]
    public void S7_6_a_handler_that_fails_does_not_stop_the_loop()
    {
        VirtualTime.Run(FailInHandler());
        Trace.Is("handler handler main");
    }

    [TestMethod]
    public void S7_7_awaiting_the_task_after_the_report_still_throws()
    {
        VirtualTime.Run(AwaitAfterReport());
        Trace.Is("handler:broken same");
    }

    [TestMethod]
    public void S7_8_a_handler_belongs_to_its_loop()
    {
        VirtualTime.Run(FailDetached());
        VirtualTime.Run(AskForHandler());
        Trace.Is("null");
    }

    [TestMethod]
    public void S7_9_a_task_that_fails_in_mains_last_pass_is_reported()
    {
        VirtualTime.Run(FailLast());
        Trace.Is("end handler:broken");
    }

    [TestMethod]
    public void S7_9_a_task_that_fails_in_the_cleanup_at_the_end_is_reported()
    {
        VirtualTime.Run(LeaveOneThatFailsInCleanup());
        Trace.Is("end handler:answer");
    }

    [TestMethod]
    public void S7_10_the_failure_of_main_leaves_run_and_is_not_reported()
    {
        VirtualTime.RunAndTraceFailure(FailAsMain());
        Trace.Is("run:broken");
    }

    [TestMethod]
    public void S7_11_the_failure_of_a_task_does_not_stop_the_program()
    {
        VirtualTime.Run(FailOften());
        Trace.Is("handler:1 handler:2 handler:3 end@10");
    }

    [TestMethod]
    public void S7_12_others_have_one_turn_at_most_between_a_failure_and_its_report()
    {
        VirtualTime.Run(FailBeforeOthers());
        Trace.Is("a1 b1 c1 handler:broken a2 b2 c2");
    }

    [TestMethod]
    public void S7_13_the_handler_can_be_called_by_the_program()
    {
        VirtualTime.Run(ReportOwn());
        Trace.Is("handler:own same");
    }

    private static void Handle(EventLoop loop, ExceptionContext context)
    {
        toldLoop = loop;
        second = first;
        first = context;
        Trace.Add("handler:" + Scripts.Word(context.Exception));
    }

    private static void Keep(EventLoop loop, ExceptionContext context)
    {
        toldLoop = loop;
        if (first == null)
        {
            first = context;
        }
        else
        {
            second = context;
        }
    }

    private static void FailAgain(EventLoop loop, ExceptionContext context)
    {
        Trace.Add("handler");
        throw new BrokenException("The handler itself failed, on purpose");
    }

    private static async Coroutine FailDetached()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        _ = CreateTask(Scripts.Fail("broken"));

        // The first turn comes before the failure, the second in the same pass.
        await Scripts.TakeTurns("o", 3);
    }

    private static async Coroutine FailKept()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        Task kept = CreateTask(Scripts.Fail("broken"));
        await SleepMs(10);
        Trace.Add(kept.IsDone ? "kept" : "lost");
    }

    private static async Coroutine AwaitInTheSamePass()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        Task failing = CreateTask(Scripts.Fail("broken"));
        await SleepMs(0);
        try
        {
            await failing;
        }
        catch (BrokenException)
        {
            Trace.Add("caught");
        }

        await SleepMs(5);
    }

    private static async Coroutine AskInTheSamePass()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        Task failing = CreateTask(Scripts.Fail("broken"));
        await SleepMs(0);
        Trace.Add(failing.Exception.Message);
        await SleepMs(5);
    }

    private static async Coroutine KeepContext()
    {
        first = null;
        EventLoop.Current.ExceptionHandler = Keep;
        Task failing = CreateTask(Scripts.Fail("broken"));
        await SleepMs(1);
        Trace.Add(first.Exception == Scripts.Thrown ? "same" : "different");
        Trace.Add(first.Task == failing ? "same" : "different");
        Trace.Add(toldLoop == EventLoop.Current ? "same" : "different");
    }

    private static async Coroutine KeepTwoContexts()
    {
        first = second = null;
        EventLoop.Current.ExceptionHandler = Keep;
        _ = CreateTask(Scripts.Fail("a"));
        _ = CreateTask(Scripts.Fail("b"));
        await SleepMs(1);
    }

    private static async Coroutine ChangeHandlers()
    {
        await AskForHandler();
        EventLoop.Current.ExceptionHandler = Handle;
        EventLoop.Current.Report(new ExceptionContext("", new BrokenException("told"), null));
        EventLoop.Current.ExceptionHandler = null;
        EventLoop.Current.Report(new ExceptionContext("This line is meant to be on the console.", null, null));
        Trace.Add("on the console");
    }

    private static async Coroutine AskForHandler() => Trace.Add(EventLoop.Current.ExceptionHandler == null ? "null" : "handler");

    private static async Coroutine FailInHandler()
    {
        EventLoop.Current.ExceptionHandler = FailAgain;
        _ = CreateTask(Scripts.Fail("This failure is reported on purpose"));
        await SleepMs(1);
        _ = CreateTask(Scripts.Fail("This failure is reported on purpose"));
        await SleepMs(1);
        Trace.Add("main");
    }

    private static async Coroutine AwaitAfterReport()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        Task failing = CreateTask(Scripts.Fail("broken"));
        await SleepMs(5);
        try
        {
            await failing;
        }
        catch (BrokenException exception)
        {
            Trace.Add(exception == Scripts.Thrown ? "same" : "different");
        }
    }

    private static async Coroutine FailLast()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        _ = CreateTask(Scripts.Fail("broken"));
        await SleepMs(0);
        Trace.Add("end");
    }

    private static async Coroutine LeaveOneThatFailsInCleanup()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        _ = CreateTask(Scripts.AnswerCancelWith("answer"));
        await SleepMs(1);
        Trace.Add("end");
    }

    private static async Coroutine FailAsMain()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        await Scripts.SleepAndFail(1, "broken");
    }

    private static async Coroutine FailOften()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        for (int i = 1; i <= 3; i++)
        {
            _ = CreateTask(Scripts.SleepAndFail(i, i.ToString()));
        }

        await SleepMs(10);
        Trace.AddWithTime("end");
    }

    private static async Coroutine FailBeforeOthers()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        _ = CreateTask(Scripts.Fail("broken"));
        await Gather(Scripts.TakeTurns("a", 2), Scripts.TakeTurns("b", 2), Scripts.TakeTurns("c", 2));
    }

    private static async Coroutine ReportOwn()
    {
        first = null;
        EventLoop.Current.ExceptionHandler = Handle;
        ExceptionContext context = new ExceptionContext("Own", new BrokenException("own"), CurrentTask);
        EventLoop.Current.Report(context);
        Trace.Add(first == context ? "same" : "different");
    }
}
