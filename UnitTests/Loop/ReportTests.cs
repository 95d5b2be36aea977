using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class ReportTests
{
    [TestMethod]
    public void S7_11_with_fail_fast_a_failure_that_nobody_sees_ends_the_run()
    {
        VirtualTime.RunAndTraceFailure(FailFast());
        Trace.AddWithTime("over");
        Trace.Is("reported:broken a:unwinds a:unwound run:broken over@15");
    }

    [TestMethod]
    public void S7_11_with_fail_fast_a_failure_that_somebody_sees_ends_nothing()
    {
        VirtualTime.RunAndTraceFailure(FailSeen());
        Trace.Is("broken end");
    }

    [TestMethod]
    public void S7_11_with_fail_fast_a_failure_in_mains_last_pass_or_in_the_cleanup_is_thrown_too()
    {
        VirtualTime.RunAndTraceFailure(FailLate(Scripts.Fail("broken")));
        Trace.Is("end reported:broken run:broken");
        VirtualTime.RunAndTraceFailure(FailLate(Scripts.AnswerCancelWith("answer")));
        Trace.Is("end reported:answer run:answer");
    }

    [TestMethod]
    public void S7_11_with_fail_fast_the_failure_of_main_itself_wins()
    {
        VirtualTime.RunAndTraceFailure(FailBoth());
        Trace.Is("reported:answer run:main");
    }

    [TestMethod]
    public void S7_11_with_fail_fast_the_first_failure_is_thrown()
    {
        VirtualTime.RunAndTraceFailure(FailTwice());
        Trace.Is("reported:first reported:second run:first");
    }

    [TestMethod]
    public void S7_11_with_fail_fast_a_failing_callback_ends_the_run()
    {
        VirtualTime.RunAndTraceFailure(FailInCallback());
        Trace.Is("reported:broken run:broken");
    }

    [TestMethod]
    public void S7_11_fail_fast_ends_run_forever_and_the_loop_can_go_on()
    {
        VirtualTime.Run(Scripts.Nothing());
        EventLoop loop = EventLoop.Current;
        loop.FailFast = true;
        loop.ExceptionHandler = SayFailure;
        _ = CreateTask(Scripts.SleepAndFail(5, "broken"));
        Task other = CreateTask(Scripts.SleepAndReturn(10, 7));
        Assert.ThrowsException(typeof(BrokenException), () => loop.RunForever());
        Assert.AreEqual(7, (int)loop.RunUntilComplete(other));
    }

    [TestMethod]
    public void Turns_that_last_too_long_are_reported()
    {
        VirtualTime.Run(HoldTheLoop());
        Trace.Is("reported:slow:10 reported:slow:50 end");
    }

    [TestMethod]
    public void The_watch_for_slow_turns_can_be_switched_on_and_off_at_any_time()
    {
        VirtualTime.Run(SwitchTheWatch());
        Trace.Is("0 10 on reported:main:20 0 off");
    }

    [TestMethod]
    public void S2_6_all_live_tasks_can_be_listed_with_what_they_wait_for()
    {
        VirtualTime.Run(ListTasks());
        Trace.Is("6 a=its_sleep_to_end b=an_item_of_a_queue c=Event d=Task_a e=its_turn main=its_turn 1 e=nothing:_it_has_ended");
    }

    [TestMethod]
    public void S1_13_each_primitive_says_in_words_what_a_task_waits_for()
    {
        VirtualTime.Run(DescribeWaits());
        Trace.Is("Lock,_held_by_DescribeWaits Semaphore room_in_a_queue ThreadSafeFlag the_others_at_a_barrier the_items_of_a_queue_to_be_dealt_with "
            + "the_tasks_of_a_group ThreadSafeFlag Message OneShotTimer its_sleep_to_end");
    }

    [TestMethod]
    public void The_age_of_a_task_is_known_if_it_is_tracked()
    {
        VirtualTime.Run(TellAges());
        Trace.Is("-1 5 10 named:5");
    }

    private static void SayFailure(EventLoop loop, ExceptionContext context) => Trace.Add("reported:" + context.Exception.Message);

    private static void BeginFailFast()
    {
        EventLoop.Current.FailFast = true;
        EventLoop.Current.ExceptionHandler = SayFailure;
    }

    private static async Coroutine FailFast()
    {
        BeginFailFast();
        _ = CreateTask(Scripts.Unwind(10, "a"));
        _ = CreateTask(Scripts.SleepAndFail(5, "broken"));
        await SleepMs(100);
        Trace.Add("never");
    }

    private static async Coroutine FailSeen()
    {
        BeginFailFast();
        Task task = CreateTask(Scripts.SleepAndFail(5, "broken"));
        try
        {
            await task;
        }
        catch (BrokenException exception)
        {
            Trace.Add(exception.Message);
        }

        await SleepMs(10);
        Trace.Add("end");
    }

    private static async Coroutine FailLate(Coroutine coroutine)
    {
        BeginFailFast();
        _ = CreateTask(coroutine);
        await SleepMs(0);
        Trace.Add("end");
    }

    private static async Coroutine FailBoth()
    {
        BeginFailFast();
        _ = CreateTask(Scripts.AnswerCancelWith("answer"));
        await Scripts.SleepAndFail(5, "main");
    }

    private static async Coroutine FailTwice()
    {
        BeginFailFast();
        _ = CreateTask(Scripts.SleepAndFail(5, "first"));
        _ = CreateTask(Scripts.SleepAndFail(5, "second"));
        await SleepMs(100);
    }

    private static async Coroutine FailInCallback()
    {
        BeginFailFast();
        EventLoop.Current.CallSoonThreadSafe(() => throw new BrokenException("broken"));
        await SleepMs(100);
    }

    private static void SaySlowness(EventLoop loop, ExceptionContext context)
    {
        string message = context.Message;
        string prefix = "Task " + context.Task.Name + " held the loop for ";
        Assert.AreEqual(0, message.IndexOf(prefix));
        Trace.Add("reported:" + context.Task.Name + ":" + message.Substring(prefix.Length, message.Length - prefix.Length - 3));
    }

    private static async Coroutine Compute(params int[] durationsMs)
    {
        for (int i = 0; i < durationsMs.Length; i++)
        {
            VirtualTime.Clock.Advance(durationsMs[i]);
            await SleepMs(i % 2);
        }
    }

    private static async Coroutine HoldTheLoop()
    {
        EventLoop.Current.ExceptionHandler = SaySlowness;
        EventLoop.Current.SlowTurnMs = 10;
        await SleepMs(1);
        Task slow = CreateTask(Compute(9, 10, 0, 50), "slow");
        Task quick = CreateTask(Compute(1, 2, 3, 9), "quick");
        await Gather(slow, quick);
        await SleepMs(Scripts.Forever);
        Trace.Add("end");
    }

    private static async Coroutine SwitchTheWatch()
    {
        EventLoop loop = EventLoop.Current;
        loop.ExceptionHandler = (l, context) =>
            Trace.Add("reported:main:" + (context.Message.IndexOf(" 20 ms") > 0 ? "20" : context.Message));
        await SleepMs(500);
        Trace.Add(loop.SlowTurnMs.ToString());
        loop.SlowTurnMs = 10;
        Trace.Add(loop.SlowTurnMs.ToString());
        await SleepMs(1);
        Trace.Add("on");
        VirtualTime.Clock.Advance(20);
        await SleepMs(0);
        loop.SlowTurnMs = 0;
        VirtualTime.Clock.Advance(20);
        await SleepMs(0);
        Trace.Add(loop.SlowTurnMs.ToString());
        Trace.Add("off");
    }

    private static async Coroutine Await(Awaitable awaitable) => await awaitable;

    private static string Words(string text)
    {
        string words = "";
        for (int i = 0; i < text.Length; i++)
        {
            words += text[i] == ' ' ? '_' : text[i];
        }

        return words;
    }

    private static async Coroutine ListTasks()
    {
        EventLoop loop = EventLoop.Current;
        Task a = CreateTask(Await(SleepMs(100)), "a");
        Task b = CreateTask(Await(new Queue().Get()), "b");
        Task c = CreateTask(Await(new Event()), "c");
        Task d = CreateTask(Await(a), "d");
        Task e = CreateTask(Compute(0, 0, 0, 0), "e");
        await SleepMs(0);
        Task[] all = loop.AllTasks();
        Trace.Add(all.Length.ToString());
        Task[] tasks = { a, b, c, d, e };
        for (int i = 0; i < tasks.Length; i++)
        {
            Assert.IsTrue(Array.IndexOf(all, tasks[i]) >= 0);
            Trace.Add(tasks[i].Name + "=" + Words(tasks[i].WaitsFor));
        }

        Assert.IsTrue(Array.IndexOf(all, CurrentTask) >= 0);
        Trace.Add("main=" + Words(CurrentTask.WaitsFor));
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i].Cancel();
        }

        await Gather(true, a, b, c, d, e);
        Trace.Add(loop.AllTasks().Length.ToString());
        Trace.Add("e=" + Words(e.WaitsFor));
    }

    private static async Coroutine DescribeWaits()
    {
        Lock taken = new Lock();
        await taken.Acquire();
        Queue full = new Queue(1);
        await full.Put("a");
        await Describe(taken.Acquire());
        await Describe(new Semaphore(0).Acquire());
        await Describe(full.Put("b"));
        await Describe(new RingQueue(1).Get());
        await Describe(new Barrier(2).Wait());
        await Describe(full.Join());
        await Describe(TaskGroup.Run(async group => _ = group.CreateTask(SleepForever())));
        await Describe(new ThreadSafeFlag());
        await Describe(new Message());
        await Describe(new OneShotTimer());
        await Describe(new PeriodicTimer(10).Next());
    }

    private static async Coroutine SleepForever() => await SleepMs(Scripts.Forever);

    private static async Coroutine Describe(Awaitable awaitable)
    {
        Task task = CreateTask(Await(awaitable));
        await SleepMs(1);
        Trace.Add(Words(task.WaitsFor));
        task.Cancel();
        await Gather(true, task);
    }

    private static async Coroutine TellAges()
    {
        Task a = CreateTask(SleepMs(100));
        EventLoop.Current.TracksAges = true;
        Task b = CreateTask(SleepForever());
        await SleepMs(5);
        Trace.Add(a.AgeMs.ToString());
        Trace.Add(b.AgeMs.ToString());
        Task c = CreateTask(SleepForever(), "named");
        await SleepMs(5);
        Trace.Add(b.AgeMs.ToString());
        Trace.Add(c.Name + ":" + c.AgeMs);
    }
}
