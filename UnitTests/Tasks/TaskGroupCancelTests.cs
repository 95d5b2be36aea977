using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.TaskGroupTests;

namespace UnitTests;

[TestClass]
public class TaskGroupCancelTests
{
    private static Task outside;

    [TestMethod]
    public void A_task_that_is_cancelled_alone_is_no_failure()
    {
        VirtualTime.Run(RunGroup(CancelOneTask));
        Trace.Is("b ok@10");
    }

    [TestMethod]
    public void Cancelling_the_owner_cancels_the_tasks_and_waits_for_their_cleanup()
    {
        VirtualTime.Run(CancelOwner(StartOneThatUnwinds, 5));
        Trace.Is("a:unwinds a:unwound cancelled@25");
    }

    [TestMethod]
    public void Cancelling_the_owner_in_the_body_cancels_the_tasks_too()
    {
        VirtualTime.Run(CancelOwner(UnwindInBody, 5));
        Trace.Is("body:unwinds body:unwound a:unwinds a:unwound cancelled@35");
    }

    [TestMethod]
    public void Cancelling_the_owner_again_interrupts_the_cleanup()
    {
        VirtualTime.Run(CancelOwnerTwice());
        Trace.Is("a:unwinds cancelled@10");
    }

    [TestMethod]
    public void Failures_win_over_a_cancellation_which_comes_at_the_next_await()
    {
        VirtualTime.Run(CancelOwnerOfAFailedGroup());
        Trace.Is("group:1:broken@5 cancelled@5");
    }

    [TestMethod]
    public void A_cancellation_of_the_owner_in_the_turn_in_which_a_task_fails_is_not_lost()
    {
        VirtualTime.Run(CancelOwnerInTheTurnOfAFailure(true));
        Trace.Is("body:cancelled group:1:broken@5 cancelled@5");
        VirtualTime.Run(CancelOwnerInTheTurnOfAFailure(false));
        Trace.Is("body:cancelled group:1:broken@5 cancelled@5");
    }

    [TestMethod]
    public void A_timeout_around_a_group_cancels_its_tasks_and_is_a_timeout()
    {
        VirtualTime.Run(LimitGroup(StartOneThatUnwinds));
        Trace.Is("a:unwinds a:unwound timeout@30");
        VirtualTime.Run(LimitGroup(UnwindInBody));
        Trace.Is("body:unwinds body:unwound a:unwinds a:unwound timeout@40");
    }

    [TestMethod]
    public void A_deadline_that_brought_about_failures_is_no_cancellation()
    {
        VirtualTime.Run(LimitFailingGroup(false));
        Trace.Is("group@10 slept@20");
        VirtualTime.Run(LimitFailingGroup(true));
        Trace.Is("group@10 slept@20");
    }

    [TestMethod]
    public void Failures_do_not_hide_a_deadline_from_the_rest_of_its_block()
    {
        VirtualTime.Run(GoOnInExpiredScope());
        Trace.Is("group@10 timeout@10 slept@20");
    }

    [TestMethod]
    public void Failures_and_a_deadline_in_the_same_turn_are_both_told()
    {
        VirtualTime.Run(FailAtTheDeadline());
        Trace.Is("group@10 timeout@10");
    }

    [TestMethod]
    public void A_task_of_others_that_is_cancelled_while_the_body_awaits_it_is_no_cancellation_of_the_owner()
    {
        VirtualTime.Run(AwaitCancelledInBody());
        Trace.Is("group@5 slept@15");
    }

    [TestMethod]
    public void A_task_that_was_given_is_cancelled_with_the_group_though_that_has_not_begun_to_wait_for_it()
    {
        VirtualTime.Run(GiveAndFail());
        Trace.Is("a:unwinds a:unwound group@10");
    }

    [TestMethod]
    public void Many_tasks_of_a_group_are_cancelled()
    {
        VirtualTime.Run(CancelMany());
        Trace.Is("cancelled@1");
    }

    [TestMethod]
    public void A_timeout_inside_a_group_is_told_apart_from_the_groups_own_cancellation()
    {
        VirtualTime.Run(RunGroup(LimitInBody));
        Trace.Is("timeout@5 cancelled@10 group:1:broken@10");
    }

    [TestMethod]
    public void The_failure_of_a_group_can_be_caught_and_a_timeout_after_it_works()
    {
        VirtualTime.Run(GoOnAfterAFailure());
        Trace.Is("group:1:broken@5 timeout@15 7");
    }

    private static async Coroutine CancelOneTask(TaskGroup group)
    {
        Task a = group.CreateTask(Scripts.SleepAndSay(100, "a"));
        _ = group.CreateTask(Scripts.SleepAndSay(10, "b"));
        await SleepMs(1);
        a.Cancel();
    }

    private static async Coroutine CancelOwner(TaskGroup.Body body, int afterMs)
    {
        Task owner = CreateTask(RunGroup(body));
        await SleepMs(afterMs);
        owner.Cancel();
        await Gather(true, owner);
        Assert.IsTrue(owner.IsCancelled);
    }

    private static async Coroutine UnwindInBody(TaskGroup group)
    {
        _ = group.CreateTask(Scripts.Unwind(10, "a"));
        await Scripts.Unwind(20, "body");
    }

    private static async Coroutine CancelOwnerTwice()
    {
        Task owner = CreateTask(RunGroup(StartOneThatUnwinds));
        await SleepMs(5);
        owner.Cancel();
        await SleepMs(5);
        owner.Cancel();
        await Gather(true, owner);
    }

    private static async Coroutine RunGroupAndSleep(TaskGroup.Body body)
    {
        await RunGroup(body);
        try
        {
            await SleepMs(Scripts.Forever);
        }
        catch (CancelledException)
        {
            Trace.AddWithTime("cancelled");
            throw;
        }
    }

    private static async Coroutine CancelOwnerOfAFailedGroup()
    {
        Task owner = CreateTask(RunGroupAndSleep(async group => _ = group.CreateTask(Scripts.AnswerCancelWith("broken"))));
        await SleepMs(5);
        owner.Cancel();
        await Gather(true, owner);
        Assert.IsTrue(owner.IsCancelled);
    }

    private static async Coroutine CancelOwnerInTheTurnOfAFailure(bool cancelFirst)
    {
        outside = CreateTask(RunGroupAndSleep(async group =>
        {
            _ = group.CreateTask(CancelOwnerAndFail(cancelFirst));
            await SleepInBody();
        }));
        await Gather(true, outside);
        Assert.IsTrue(outside.IsCancelled);
    }

    private static async Coroutine CancelOwnerAndFail(bool cancelFirst)
    {
        await SleepMs(5);
        if (cancelFirst)
        {
            outside.Cancel();
        }
        else
        {
            _ = CreateTask(CancelOutside());
        }

        await Scripts.Fail("broken");
    }

    private static async Coroutine CancelOutside() => outside.Cancel();

    private static async Coroutine LimitGroup(TaskGroup.Body body)
    {
        try
        {
            await WaitForMs(TaskGroup.Run(body), 10);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }

    private static async Coroutine StartOneThatFailsWhenCancelled(TaskGroup group) => _ = group.CreateTask(Scripts.AnswerCancelWith("broken"));

    private static async Coroutine LimitFailingGroup(bool inScope)
    {
        try
        {
            if (inScope)
            {
                using (TimeoutScope.After(10))
                {
                    await TaskGroup.Run(StartOneThatFailsWhenCancelled);
                }
            }
            else
            {
                await WaitForMs(TaskGroup.Run(StartOneThatFailsWhenCancelled), 10);
            }
        }
        catch (TaskGroupException)
        {
            Trace.AddWithTime("group");
        }

        await SleepMs(10);
        Trace.AddWithTime("slept");
    }

    private static async Coroutine GoOnInExpiredScope()
    {
        try
        {
            using (TimeoutScope.After(10))
            {
                try
                {
                    await TaskGroup.Run(StartOneThatFailsWhenCancelled);
                }
                catch (TaskGroupException)
                {
                    Trace.AddWithTime("group");
                }

                await SleepMs(Scripts.Forever);
            }
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        await SleepMs(10);
        Trace.AddWithTime("slept");
    }

    private static async Coroutine FailAtTheDeadline()
    {
        try
        {
            using (TimeoutScope.After(10))
            {
                try
                {
                    await TaskGroup.Run(async group =>
                    {
                        _ = group.CreateTask(ComputeAndFail());
                        await SleepMs(Scripts.Forever);
                    });
                }
                catch (TaskGroupException)
                {
                    Trace.AddWithTime("group");
                }

                await SleepMs(Scripts.Forever);
            }
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }

    /// <summary>Fails when the loop has not looked at the time for a while, and finds the deadline before the owner of the group has its turn.</summary>
    private static async Coroutine ComputeAndFail()
    {
        await SleepMs(9);
        VirtualTime.Clock.Advance(1);
        Scripts.Crowd();
        await Scripts.Fail("broken");
    }

    private static async Coroutine AwaitCancelledInBody()
    {
        outside = CreateTask(SleepMs(Scripts.Forever));
        _ = CreateTask(CancelOutsideAfter(5));
        try
        {
            await TaskGroup.Run(async group =>
            {
                await StartOneThatFailsWhenCancelled(group);
                await outside;
            });
        }
        catch (TaskGroupException)
        {
            Trace.AddWithTime("group");
        }

        await SleepMs(10);
        Trace.AddWithTime("slept");
    }

    private static async Coroutine CancelOutsideAfter(int afterMs)
    {
        await SleepMs(afterMs);
        outside.Cancel();
    }

    private static async Coroutine GiveAndFail()
    {
        Task given = CreateTask(Scripts.Unwind(5, "a"));
        await SleepMs(5);
        try
        {
            await TaskGroup.Run(async group =>
            {
                _ = group.CreateTask(given);
                await Scripts.Fail("broken");
            });
        }
        catch (TaskGroupException)
        {
            Trace.AddWithTime("group");
        }

        Assert.IsTrue(given.IsCancelled);
    }

    private static async Coroutine CancelMany()
    {
        Task owner = CreateTask(RunGroup(async group =>
        {
            for (int i = 0; i < Scripts.Many; i++)
            {
                _ = group.CreateTask(WaitForMs(SleepMs(Scripts.Forever - (i % 7)), NoLimit));
            }
        }));
        await SleepMs(1);
        owner.Cancel();
        await Gather(true, owner);
    }

    private static async Coroutine LimitInBody(TaskGroup group)
    {
        _ = group.CreateTask(Scripts.SleepAndFail(10, "broken"));
        for (int i = 0; i < 2; i++)
        {
            try
            {
                await WaitForMs(new Event(), 5);
            }
            catch (TimeoutException)
            {
                Trace.AddWithTime("timeout");
            }
            catch (CancelledException)
            {
                Trace.AddWithTime("cancelled");
                throw;
            }
        }
    }

    private static async Coroutine GoOnAfterAFailure()
    {
        await RunGroup(async group =>
        {
            _ = group.CreateTask(Scripts.SleepAndFail(5, "broken"));
            await SleepMs(Scripts.Forever);
        });
        try
        {
            await WaitForMs(new Event(), 10);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        Trace.Add((await WaitForMs(Scripts.SleepAndReturn(5, 7), 10)).ToString());
    }
}
