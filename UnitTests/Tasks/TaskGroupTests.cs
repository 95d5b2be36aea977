using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class TaskGroupTests
{
    private static TaskGroup kept;

    [TestMethod]
    public void A_group_ends_when_its_tasks_have_ended()
    {
        VirtualTime.Run(RunGroup(StartTwo));
        Trace.Is("body a b ok@20");
    }

    [TestMethod]
    public void A_group_without_tasks_ends_with_its_body()
    {
        VirtualTime.Run(RunGroup(async group => await SleepMs(5)));
        Trace.Is("ok@5");
    }

    [TestMethod]
    public void Tasks_of_a_group_can_create_more_until_the_last_has_ended()
    {
        VirtualTime.Run(RunGroup(StartOneThatStartsAnother));
        Trace.Is("parent child grandchild ok@15");
    }

    [TestMethod]
    public void A_failing_task_cancels_the_others_and_the_group_waits_for_their_cleanup()
    {
        VirtualTime.Run(RunGroup(StartOneThatFails));
        Trace.Is("a:unwinds a:unwound group:1:broken@25");
    }

    [TestMethod]
    public void A_failing_task_interrupts_the_body()
    {
        VirtualTime.Run(RunGroup(FailDuringBody));
        Trace.Is("a:unwinds body:cancelled a:unwound group:1:broken@25");
    }

    [TestMethod]
    public void A_failing_body_cancels_the_tasks()
    {
        VirtualTime.Run(RunGroup(FailInBody));
        Trace.Is("a:unwinds a:unwound group:1:body@21");
    }

    [TestMethod]
    public void All_failures_are_told_in_the_order_in_which_they_came()
    {
        VirtualTime.Run(RunGroup(FailThrice));
        Trace.Is("group:3:first,second,third@5");
    }

    [TestMethod]
    public void No_failure_of_a_group_goes_to_the_exception_handler()
    {
        EventLoop.Renew();
        VirtualTime.Run(RunGroupWithHandler());
        Trace.Is("group:3:first,second,third@5");
    }

    [TestMethod]
    public void A_second_failure_does_not_interrupt_the_cleanup_of_the_others()
    {
        VirtualTime.Run(RunGroup(FailTwiceBesideACleanup));
        Trace.Is("a:unwinds a:unwound group:2:first,second@25");
    }

    [TestMethod]
    public void A_group_in_a_task_of_a_group_unwinds_first()
    {
        VirtualTime.Run(RunGroup(NestInTask));
        Trace.Is("inner:unwinds inner:unwound group:1:broken@25");
    }

    [TestMethod]
    public void A_group_in_the_body_of_a_group_unwinds_first()
    {
        VirtualTime.Run(RunGroup(NestInBody));
        Trace.Is("inner:unwinds inner:unwound group:1:broken@25");
    }

    [TestMethod]
    public void A_failure_in_an_inner_group_reaches_the_outer_one_as_a_group()
    {
        VirtualTime.Run(RunGroup(FailInInnerGroup));
        Trace.Is("group:1:1 failed in a task group; the first: broken@5");
    }

    [TestMethod]
    public void Groups_that_fail_in_the_same_turn_both_interrupt_the_body()
    {
        VirtualTime.Run(RunGroup(FailInBothGroups));
        Trace.Is("inner caught group:1:outer@5");
    }

    [TestMethod]
    public void A_group_that_has_ended_or_is_ending_takes_no_more_tasks()
    {
        VirtualTime.Run(CreateTooLate());
        Trace.Is("misuse group:1:broken@5 misuse");
    }

    [TestMethod]
    public void A_task_of_a_group_has_a_result_of_its_own_type_a_name_and_an_age()
    {
        VirtualTime.Run(RunGroup(CreateTyped));
        Trace.Is("SleepAndReturn:-1 typed:-1 aged:5 7 8 ok@5");
    }

    [TestMethod]
    public void Anything_that_can_be_awaited_can_be_a_task_of_a_group()
    {
        VirtualTime.Run(RunGroup(CreateOfAnything));
        Trace.Is("waiting item ok@5");
    }

    [TestMethod]
    public void A_task_that_is_given_to_a_group_belongs_to_it()
    {
        VirtualTime.Run(RunGroup(GiveTask));
        Trace.Is("a:unwinds a:unwound group:1:broken@25");
    }

    [TestMethod]
    public void A_coroutine_that_is_refused_is_not_told_again_as_one_that_was_never_awaited()
    {
        EventLoop.Renew();
        VirtualTime.Run(Scripts.Nothing());
        VirtualTime.Run(RefuseEverywhere());
        Trace.Is("misuse group:1:broken@5 misuse misuse misuse misuse");
    }

    [TestMethod]
    public void A_body_that_awaits_a_failing_task_of_the_group_is_cancelled_and_the_failure_is_told_once()
    {
        VirtualTime.Run(RunGroup(AwaitTheFailingTask));
        Trace.Is("body:cancelled group:1:broken@5");
    }

    internal static async Coroutine RunGroup(TaskGroup.Body body)
    {
        try
        {
            await TaskGroup.Run(body);
            Trace.AddWithTime("ok");
        }
        catch (TaskGroupException exception)
        {
            string text = "group:" + exception.Exceptions.Length + ":";
            for (int i = 0; i < exception.Exceptions.Length; i++)
            {
                text += (i == 0 ? "" : ",") + exception.Exceptions[i].Message;
            }

            Assert.AreSame(exception.InnerException, exception.Exceptions[0]);
            Trace.AddWithTime(text);
        }
        catch (CancelledException)
        {
            Trace.AddWithTime("cancelled");
            throw;
        }
    }

    private static async Coroutine StartTwo(TaskGroup group)
    {
        _ = group.CreateTask(Scripts.SleepAndSay(20, "b"));
        _ = group.CreateTask(Scripts.SleepAndSay(10, "a"));
        Trace.Add("body");
    }

    private static async Coroutine StartOneThatStartsAnother(TaskGroup group) => _ = group.CreateTask(StartAnother(group, "parent", 2));

    private static async Coroutine StartAnother(TaskGroup group, string word, int generations)
    {
        await SleepMs(5);
        Trace.Add(word);
        if (generations > 0)
        {
            _ = group.CreateTask(StartAnother(group, generations == 2 ? "child" : "grandchild", generations - 1));
        }
    }

    private static async Coroutine StartOneThatFails(TaskGroup group)
    {
        _ = group.CreateTask(Scripts.Unwind(20, "a"));
        _ = group.CreateTask(Scripts.SleepAndFail(5, "broken"));
    }

    internal static async Coroutine StartOneThatUnwinds(TaskGroup group) => _ = group.CreateTask(Scripts.Unwind(20, "a"));

    internal static async Coroutine SleepInBody()
    {
        try
        {
            await SleepMs(Scripts.Forever);
        }
        catch (CancelledException)
        {
            Trace.Add("body:cancelled");
            throw;
        }
    }

    private static async Coroutine FailDuringBody(TaskGroup group)
    {
        await StartOneThatFails(group);
        await SleepInBody();
    }

    private static async Coroutine FailInBody(TaskGroup group)
    {
        await StartOneThatUnwinds(group);
        await Scripts.SleepAndFail(1, "body");
    }

    private static async Coroutine FailThrice(TaskGroup group)
    {
        _ = group.CreateTask(Scripts.AnswerCancelWith("second"));
        _ = group.CreateTask(Scripts.SleepAndFail(5, "first"));
        _ = group.CreateTask(Scripts.AnswerCancelWith("third"));
    }

    private static async Coroutine FailTwiceBesideACleanup(TaskGroup group)
    {
        _ = group.CreateTask(Scripts.Unwind(20, "a"));
        _ = group.CreateTask(Scripts.AnswerCancelWith("second"));
        _ = group.CreateTask(Scripts.SleepAndFail(5, "first"));
    }

    private static async Coroutine RunGroupWithHandler()
    {
        EventLoop.Current.ExceptionHandler = (loop, context) => Trace.Add("reported");
        await RunGroup(FailThrice);
        await SleepMs(5);
    }

    private static async Coroutine NestInTask(TaskGroup group)
    {
        _ = group.CreateTask(TaskGroup.Run(async inner => _ = inner.CreateTask(Scripts.Unwind(20, "inner"))));
        _ = group.CreateTask(Scripts.SleepAndFail(5, "broken"));
    }

    private static async Coroutine NestInBody(TaskGroup group)
    {
        _ = group.CreateTask(Scripts.SleepAndFail(5, "broken"));
        await TaskGroup.Run(async inner => _ = inner.CreateTask(Scripts.Unwind(20, "inner")));
    }

    private static async Coroutine FailInInnerGroup(TaskGroup group) =>
        _ = group.CreateTask(TaskGroup.Run(async inner => _ = inner.CreateTask(Scripts.SleepAndFail(5, "broken"))));

    private static async Coroutine FailInBothGroups(TaskGroup group)
    {
        try
        {
            await TaskGroup.Run(async inner =>
            {
                _ = inner.CreateTask(Scripts.SleepAndFail(5, "inner"));
                _ = group.CreateTask(Scripts.SleepAndFail(5, "outer"));
                await SleepMs(Scripts.Forever);
            });
        }
        catch (TaskGroupException exception)
        {
            Trace.Add(exception.InnerException.Message + " caught");
        }

        await SleepMs(100);
    }

    private static async Coroutine CreateTooLate()
    {
        await RunGroup(async group =>
        {
            kept = group;
            _ = group.CreateTask(Scripts.SleepAndFail(5, "broken"));
            try
            {
                await SleepMs(100);
            }
            catch (CancelledException exception)
            {
                // Not a bare throw: on nanoCLR that loses the exception if another was caught meanwhile.
                TryCreate();
                throw exception;
            }
        });
        TryCreate();
    }

    private static void TryCreate()
    {
        try
        {
            kept.CreateTask(Scripts.Say("never"));
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }
    }

    private static async Coroutine CreateTyped(TaskGroup group)
    {
        Task<int> first = group.CreateTask(Scripts.SleepAndReturn(1, 7));
        Task<int> second = group.CreateTask(Scripts.SleepAndReturn(5, 8), "typed");
        Trace.Add(first.Name + ":" + first.AgeMs);
        Trace.Add(second.Name + ":" + second.AgeMs);
        EventLoop.Current.TracksAges = true;
        Task aged = group.CreateTask(Scripts.Nothing(), "aged");
        int seven = await first;
        int eight = await second;
        Trace.Add(aged.Name + ":" + aged.AgeMs);
        Trace.Add(seven.ToString());
        Trace.Add(eight.ToString());
    }

    private static async Coroutine CreateOfAnything(TaskGroup group)
    {
        Event gate = new Event();
        Queue queue = new Queue();
        _ = group.CreateTask(gate);
        _ = group.CreateTask(SleepMs(5));
        Task item = group.CreateTask((Awaitable)queue.Get());
        await SleepMs(1);
        Trace.Add(item.IsDone ? "ended" : "waiting");
        gate.Set();
        queue.PutNowait("item");
        Trace.Add((string)await item);
    }

    private static async Coroutine GiveTask(TaskGroup group)
    {
        _ = group.CreateTask(CreateTask(Scripts.Unwind(20, "a")));
        _ = group.CreateTask(Scripts.SleepAndFail(5, "broken"));
    }

    private static async Coroutine RefuseEverywhere()
    {
        EventLoop loop = EventLoop.Current;
        loop.ExceptionHandler = (l, context) => Trace.Add("reported:" + context.Message);
        await CreateTooLate();
        Refuse(() => Run(Scripts.Nothing()));
        Refuse(() => loop.RunUntilComplete(Scripts.Nothing()));
        EventLoop closed = new EventLoop(new AutojumpClock());
        Refuse(() => closed.RunUntilComplete(Scripts.Nothing()));
    }

    private static void Refuse(Callback call)
    {
        try
        {
            call();
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }
    }

    private static async Coroutine AwaitTheFailingTask(TaskGroup group)
    {
        try
        {
            await group.CreateTask(Scripts.SleepAndFail(5, "broken"));
        }
        catch (CancelledException)
        {
            Trace.Add("body:cancelled");
            throw;
        }
    }
}
