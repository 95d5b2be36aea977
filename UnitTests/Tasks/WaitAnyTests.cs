using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class WaitAnyTests
{
    private static Event first;
    private static Event second;

    [TestMethod]
    public void The_first_of_several_ends_the_wait_and_is_named()
    {
        VirtualTime.Run(WaitForEvents());
        Trace.Is("1@5 0@7 0@7");
    }

    [TestMethod]
    public void Anything_can_be_waited_for()
    {
        VirtualTime.Run(WaitForAnything());
        Trace.Is("0@1 1@3 2@6 3@10");
    }

    [TestMethod]
    public void Coroutines_that_come_too_late_are_cancelled_and_have_unwound()
    {
        VirtualTime.Run(LoseACoroutine());
        Trace.Is("a:unwinds a:unwound 1@25");
    }

    [TestMethod]
    public void Tasks_that_come_too_late_go_on_and_nothing_is_left_with_them()
    {
        VirtualTime.Run(LoseATask());
        Trace.Is("50 times 2 tasks late");
    }

    [TestMethod]
    public void Only_the_first_takes_what_it_waited_for()
    {
        VirtualTime.Run(TakeOneOfTwoLocks());
        Trace.Is("0 taken free");
    }

    [TestMethod]
    public void A_flag_that_came_second_stays_set()
    {
        VirtualTime.Run(SetTwoFlags());
        Trace.Is("0 clear set");
    }

    [TestMethod]
    public void If_the_first_fails_its_exception_is_thrown()
    {
        VirtualTime.Run(FailFirst());
        Trace.Is("broken@5 cancelled@10");
    }

    [TestMethod]
    public void If_another_fails_while_it_unwinds_it_is_reported()
    {
        VirtualTime.Run(FailLater());
        Trace.Is("1 reported:answer");
    }

    [TestMethod]
    public void A_cancelled_wait_unwinds_first_and_leaves_tasks_alone()
    {
        VirtualTime.Run(CancelTheWait());
        Trace.Is("a:unwinds a:unwound cancelled@25 late");
    }

    [TestMethod]
    public void A_wait_for_nothing_is_refused()
    {
        VirtualTime.Run(WaitForNothing());
        Trace.Is("ArgumentException");
    }

    [TestMethod]
    public void Wait_all_waits_for_the_last()
    {
        VirtualTime.Run(WaitForAll());
        Trace.Is("7@20 broken");
    }

    [TestMethod]
    public void Wait_all_sees_an_event_that_is_cleared_before_the_others_come()
    {
        VirtualTime.Run(SetAndClearOneAfterTheOther());
        Trace.Is("both@10");
    }

    [TestMethod]
    public void A_cancelled_wait_for_all_cancels_coroutines_and_leaves_tasks_alone()
    {
        VirtualTime.Run(CancelWaitAll());
        Trace.Is("a:unwinds a:unwound cancelled@25 late");
    }

    private static async Coroutine SetLater(Event it, int durationMs)
    {
        await SleepMs(durationMs);
        it.Set();
    }

    private static async Coroutine SayWhich(params Awaitable[] awaitables)
    {
        int index = await WaitAny(awaitables);
        Trace.AddWithTime(index.ToString());
    }

    private static async Coroutine WaitForEvents()
    {
        first = new Event();
        second = new Event();
        _ = CreateTask(SetLater(first, 7));
        _ = CreateTask(SetLater(second, 5));
        await SayWhich(first.Wait(), second.Wait());
        second.Clear();
        await SayWhich(first.Wait(), second.Wait());
        await SayWhich(first.Wait(), second.Wait());
    }

    private static async Coroutine WaitForAnything()
    {
        first = new Event();
        await SayWhich(SleepMs(1), first);
        await SayWhich(first, Scripts.SleepAndReturn(2, 7));
        await SayWhich(first, new Queue().Get(), CreateTask(Scripts.SleepAndReturn(3, 7)));
        OneShotTimer countdown = new OneShotTimer();
        countdown.Trigger(4);
        await SayWhich(first, new Lock().Acquire() == null ? first : new Message(), new ThreadSafeFlag(), countdown);
    }

    private static async Coroutine LoseACoroutine() => await SayWhich(Scripts.Unwind(20, "a"), SleepMs(5));

    private static async Coroutine LoseATask()
    {
        Task late = CreateTask(Scripts.SleepAndSay(1000, "late"));
        for (int i = 0; i < 50; i++)
        {
            await WaitAny(late, SleepMs(10));
        }

        Trace.Add("50 times");
        Trace.Add(EventLoop.Current.AllTasks().Length + " tasks");
        await late;
    }

    private static async Coroutine TakeOneOfTwoLocks()
    {
        Lock a = new Lock();
        Lock b = new Lock();
        int index = await WaitAny(a.Acquire(), b.Acquire());
        Trace.Add(index + (a.IsLocked ? " taken" : " free") + (b.IsLocked ? " taken" : " free"));
    }

    private static async Coroutine SetTwoFlags()
    {
        ThreadSafeFlag a = new ThreadSafeFlag();
        ThreadSafeFlag b = new ThreadSafeFlag();
        _ = CreateTask(SetBoth(a, b));
        int index = await WaitAny(a.Wait(), b.Wait());
        Trace.Add(index + (a.IsSet ? " set" : " clear") + (b.IsSet ? " set" : " clear"));
    }

    private static async Coroutine SetBoth(ThreadSafeFlag a, ThreadSafeFlag b)
    {
        await SleepMs(5);
        a.Set();
        b.Set();
    }

    private static async Coroutine FailFirst()
    {
        try
        {
            await WaitAny(Scripts.SleepAndFail(5, "broken"), new Event());
        }
        catch (BrokenException exception)
        {
            Trace.AddWithTime(exception.Message);
        }

        Task task = CreateTask(Scripts.SleepAndSay(100, "never"));
        _ = CreateTask(CancelLater(task, 5));
        try
        {
            await WaitAny(task, new Event());
        }
        catch (CancelledException)
        {
            Trace.AddWithTime("cancelled");
        }
    }

    private static async Coroutine CancelLater(Task task, int durationMs)
    {
        await SleepMs(durationMs);
        task.Cancel();
    }

    private static async Coroutine FailLater()
    {
        EventLoop.Current.ExceptionHandler = (loop, context) => Trace.Add("reported:" + context.Exception.Message);
        Trace.Add((await WaitAny(Scripts.AnswerCancelWith("answer"), SleepMs(5))).ToString());
        await SleepMs(1);
    }

    private static async Coroutine CancelAndSay(Coroutine wait)
    {
        Task waiter = CreateTask(wait);
        await SleepMs(5);
        waiter.Cancel();
        await Gather(true, waiter);
        Trace.AddWithTime(waiter.IsCancelled ? "cancelled" : "ended");
    }

    private static async Coroutine CancelTheWait()
    {
        Task late = CreateTask(Scripts.SleepAndSay(50, "late"));
        await CancelAndSay(WaitAny(Scripts.Unwind(20, "a"), late, new Event()));
        await late;
    }

    private static async Coroutine WaitForNothing()
    {
        try
        {
            await WaitAny();
        }
        catch (ArgumentException)
        {
            Trace.Add("ArgumentException");
        }
    }

    private static async Coroutine WaitForAll()
    {
        object[] results = await WaitAll(Scripts.SleepAndReturn(10, 7), Scripts.SleepAndFail(5, "broken"), SleepMs(20));
        Trace.AddWithTime(results[0].ToString());
        Trace.Add(Scripts.Word((Exception)results[1]));
    }

    private static async Coroutine SetAndClearOneAfterTheOther()
    {
        first = new Event();
        second = new Event();
        _ = CreateTask(PulseBoth());
        await WaitAll(first.Wait(), second.Wait());
        Trace.AddWithTime("both");
    }

    private static async Coroutine PulseBoth()
    {
        await SleepMs(5);
        first.Set();
        first.Clear();
        await SleepMs(5);
        second.Set();
        second.Clear();
    }

    private static async Coroutine CancelWaitAll()
    {
        Task late = CreateTask(Scripts.SleepAndSay(50, "late"));
        await CancelAndSay(WaitAll(Scripts.Unwind(20, "a"), late, new Event()));
        await late;
    }
}
