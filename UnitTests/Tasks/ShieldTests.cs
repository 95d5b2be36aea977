using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class ShieldTests
{
    [TestMethod]
    public void S6_9_cancelling_who_awaits_a_shielded_task_leaves_the_task_alone()
    {
        VirtualTime.Run(CancelTheWaiter());
        Trace.Is("w:cancelled done@10 w2:ok");
    }

    [TestMethod]
    public void S6_9_a_shielded_coroutine_becomes_a_task_that_goes_on()
    {
        VirtualTime.Run(ShieldACoroutine());
        Trace.Is("cancelled@5 done@10");
    }

    [TestMethod]
    public void S6_9_the_result_passes_through_a_shield()
    {
        VirtualTime.Run(ReturnThrough());
        Trace.Is("7 8 9");
    }

    [TestMethod]
    public void S6_9_a_failure_passes_through_a_shield_and_is_not_reported()
    {
        VirtualTime.Run(FailThrough());
        Trace.Is("broken broken");
    }

    [TestMethod]
    public void S6_9_cancelling_the_shielded_task_itself_reaches_who_awaits_it()
    {
        VirtualTime.Run(CancelTheTask());
        Trace.Is("w:cancelled");
    }

    [TestMethod]
    public void S6_9_a_timeout_around_a_shield_leaves_the_task_alone_and_nothing_behind()
    {
        VirtualTime.Run(LookAgainAndAgain());
        Trace.Is("50 looks 2 tasks done@1000");
    }

    [TestMethod]
    public void S6_9_a_shielded_task_that_fails_when_nobody_waits_any_more_is_reported()
    {
        VirtualTime.Run(FailUnseen());
        Trace.Is("cancelled reported:broken@10");
    }

    [TestMethod]
    public void S6_9_a_shield_does_not_hold_up_the_end_of_the_run()
    {
        VirtualTime.Run(LeaveItBehind());
        Trace.AddWithTime("over");
        Trace.Is("a:unwinds a:unwound over@6");
    }

    private static async Coroutine WatchThroughShield(string word, Task task)
    {
        try
        {
            await Shield(task);
            Trace.Add(word + ":ok");
        }
        catch (CancelledException)
        {
            Trace.Add(word + ":cancelled");
            throw;
        }
    }

    private static async Coroutine SayWhenDone(int durationMs)
    {
        await SleepMs(durationMs);
        Trace.AddWithTime("done");
    }

    private static async Coroutine CancelTheWaiter()
    {
        Task task = CreateTask(SayWhenDone(10));
        Task waiter = CreateTask(WatchThroughShield("w", task));
        Task other = CreateTask(WatchThroughShield("w2", task));
        await SleepMs(5);
        waiter.Cancel();
        await other;
    }

    private static async Coroutine ShieldACoroutine()
    {
        Task waiter = CreateTask(Shield(SayWhenDone(10)));
        await SleepMs(5);
        waiter.Cancel();
        await Gather(true, waiter);
        Trace.AddWithTime("cancelled");
        await SleepMs(10);
    }

    private static async Coroutine ReturnThrough()
    {
        Trace.Add(((int)await Shield(Scripts.SleepAndReturn(5, 7))).ToString());
        Task<int> task = CreateTask(Scripts.SleepAndReturn(5, 8));
        Trace.Add(((int)await Shield(task)).ToString());
        Task<int> ended = CreateTask(Scripts.Return(9));
        await ended;
        Trace.Add(((int)await Shield(ended)).ToString());
    }

    private static async Coroutine FailThrough()
    {
        EventLoop.Current.ExceptionHandler = (loop, context) => Trace.Add("reported");
        Awaitable[] awaitables = { Scripts.SleepAndFail(1, "broken"), CreateTask(Scripts.SleepAndFail(5, "broken")) };
        for (int i = 0; i < 2; i++)
        {
            try
            {
                await Shield(awaitables[i]);
            }
            catch (BrokenException exception)
            {
                Trace.Add(exception.Message);
            }
        }

        await SleepMs(1);
    }

    private static async Coroutine CancelTheTask()
    {
        Task task = CreateTask(SayWhenDone(10));
        Task waiter = CreateTask(WatchThroughShield("w", task));
        await SleepMs(5);
        task.Cancel();
        await Gather(true, waiter);
    }

    private static async Coroutine LookAgainAndAgain()
    {
        Task task = CreateTask(SayWhenDone(1000));
        int looks = 0;
        while (looks < 50)
        {
            try
            {
                await WaitForMs(Shield(task), 10);
            }
            catch (TimeoutException)
            {
                looks++;
            }
        }

        Trace.Add(looks + " looks");
        Trace.Add(EventLoop.Current.AllTasks().Length + " tasks");
        await Shield(task);
    }

    private static async Coroutine FailUnseen()
    {
        EventLoop.Current.ExceptionHandler = (loop, context) => Trace.AddWithTime("reported:" + context.Exception.Message);
        Task waiter = CreateTask(Shield(Scripts.SleepAndFail(10, "broken")));
        await SleepMs(5);
        waiter.Cancel();
        await SleepMs(1);
        Trace.Add(waiter.IsCancelled ? "cancelled" : "alive");
        await SleepMs(10);
    }

    private static async Coroutine LeaveItBehind()
    {
        _ = CreateTask(Shield(Scripts.Unwind(5, "a")));
        await SleepMs(1);
    }
}
