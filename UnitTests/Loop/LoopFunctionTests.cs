using System;
using System.Threading;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class LoopFunctionTests
{
    private static EventLoop loop;

    [TestMethod]
    public void S12_1_renew_makes_a_new_loop_and_the_tasks_of_the_old_one_stay_with_it()
    {
        Prepare();
        EventLoop old = loop;
        _ = CreateTask(Scripts.Say("old"));
        loop = EventLoop.Renew();
        Assert.AreNotSame(old, loop);
        Assert.AreSame(loop, EventLoop.Current);
        loop.RunUntilComplete(Scripts.SleepAndSay(1, "new"));
        old.RunUntilComplete(Scripts.SleepAndSay(1, "back"));
        Assert.AreSame(old, EventLoop.Current);
        Trace.Is("new old back");
    }

    [TestMethod]
    public void S12_1_renew_is_refused_while_a_loop_runs()
    {
        VirtualTime.Run(RenewWithin());
        Trace.Is("misuse ok");
    }

    [TestMethod]
    public void S12_2_run_until_complete_returns_the_value_or_throws()
    {
        Prepare();
        Assert.AreEqual(7, (int)loop.RunUntilComplete(Scripts.SleepAndReturn(5, 7)));
        Assert.ThrowsException(typeof(BrokenException), () => loop.RunUntilComplete(Scripts.SleepAndFail(5, "broken")));
        Assert.AreEqual(8, (int)loop.RunUntilComplete(CreateTask(Scripts.SleepAndReturn(5, 8))));
        Assert.IsNull(loop.RunUntilComplete(SleepMs(5)));
    }

    [TestMethod]
    public void S12_2_run_until_complete_with_a_finished_task_returns_its_value_at_once()
    {
        Prepare();
        Task<int> task = CreateTask(Scripts.Return(7));
        Task failed = CreateTask(Scripts.Fail("broken"));
        loop.RunUntilComplete(Gather(true, task, failed));
        _ = CreateTask(Scripts.Say("other"));
        Assert.AreEqual(7, (int)loop.RunUntilComplete(task));
        Assert.ThrowsException(typeof(BrokenException), () => loop.RunUntilComplete(failed));
        Trace.Is("");
    }

    [TestMethod]
    public void S12_2_other_tasks_stay_and_go_on_in_the_next_run()
    {
        Prepare();
        _ = CreateTask(Scripts.SleepAndSay(10, "other"));
        loop.RunUntilComplete(Scripts.SleepAndSay(5, "first"));
        Trace.Is("first");
        loop.RunUntilComplete(Scripts.SleepAndSay(20, "second"));
        Trace.Is("first other second");
    }

    [TestMethod]
    public void S12_2_a_coroutine_that_was_used_before_is_refused_and_harms_nothing()
    {
        Prepare();
        Coroutine used = Scripts.Say("once");
        loop.RunUntilComplete(used);
        Assert.ThrowsException(typeof(InvalidOperationException), () => loop.RunUntilComplete(used));
        Assert.ThrowsException(typeof(ArgumentNullException), () => loop.RunUntilComplete(null));
        Assert.IsFalse(loop.IsRunning);
        loop.RunUntilComplete(Scripts.Say("again"));
        Trace.Is("once again");
    }

    [TestMethod]
    public void S12_3_stop_lets_those_who_are_ready_have_their_turn()
    {
        Prepare();
        _ = CreateTask(StopAndGoOn());
        _ = CreateTask(Scripts.TakeTurns("a", 2));
        _ = CreateTask(Scripts.SleepAndSay(5, "late"));
        loop.RunForever();
        Trace.Is("stops goes_on a1");
        _ = CreateTask(StopAfter(10));
        loop.RunForever();
        Trace.Is("stops goes_on a1 next a2 late");
    }

    [TestMethod]
    public void S12_4_stop_twice_is_stop_once()
    {
        Prepare();
        _ = CreateTask(StopTwice());
        loop.RunForever();
        _ = CreateTask(StopAfter(10));
        _ = CreateTask(Scripts.SleepAndSay(5, "went_on"));
        loop.RunForever();
        Trace.Is("went_on");
    }

    [TestMethod]
    public void S12_4_stop_before_run_forever_gives_everybody_one_turn()
    {
        Prepare();
        for (int i = 0; i < 3; i++)
        {
            Task task = CreateTask(Scripts.TakeTurns("a", 2));
            loop.Stop();
            loop.RunForever();
            task.Cancel();
        }

        Trace.Is("a1 a1 a1");
    }

    [TestMethod]
    public void S12_5_stop_during_run_or_run_until_complete_makes_it_throw()
    {
        Prepare();
        Assert.ThrowsException(typeof(InvalidOperationException), () => loop.RunUntilComplete(StopAndSleep()));
        Assert.ThrowsException(typeof(InvalidOperationException), () => Run(StopAndSleep()));
        Assert.IsFalse(loop.IsRunning);
        Trace.Is("unwound unwound");
        loop.RunUntilComplete(Scripts.Say("next"));
        Trace.Is("unwound unwound next");
    }

    [TestMethod]
    public void S12_5_stop_in_mains_last_turn_is_no_error()
    {
        Prepare();
        loop.RunUntilComplete(StopAndReturn());
        Run(StopAndReturn());
        Trace.Is("");
    }

    [TestMethod]
    public void S12_6_run_forever_without_tasks_waits_until_it_is_stopped_from_outside()
    {
        loop = EventLoop.Renew();
        Trace.Clear();
        Thread thread = new Thread(StopLater);
        thread.Start();
        loop.RunForever();
        Trace.Is("stopped");
        thread.Join();
    }

    [TestMethod]
    public void S12_7_a_closed_loop_cancels_what_is_left_and_runs_no_more()
    {
        Prepare();
        _ = CreateTask(Scripts.Unwind(5, "a"));
        loop.RunUntilComplete(Scripts.SleepAndSay(1, "main"));
        Assert.IsFalse(loop.IsClosed);
        loop.Close();
        Assert.IsTrue(loop.IsClosed);
        Trace.Is("main a:unwinds a:unwound");
        loop.Close();
        Assert.ThrowsException(typeof(InvalidOperationException), () => loop.RunForever());
        Assert.ThrowsException(typeof(InvalidOperationException), () => loop.RunUntilComplete(SleepMs(1)));
        Assert.ThrowsException(typeof(InvalidOperationException), () => Run(Scripts.Nothing()));
        VirtualTime.Run(Scripts.Say("elsewhere"));
        Trace.Is("elsewhere");
    }

    [TestMethod]
    public void S12_7_a_loop_that_runs_cannot_be_closed()
    {
        VirtualTime.Run(CloseWithin());
        Trace.Is("misuse");
    }

    [TestMethod]
    public void S12_8_a_loop_tells_whether_it_runs()
    {
        Prepare();
        Assert.IsFalse(loop.IsRunning);
        loop.RunUntilComplete(SayWhetherItRuns());
        Assert.IsFalse(loop.IsRunning);
        Trace.Is("runs");
    }

    [TestMethod]
    public void S12_a_failing_clock_or_deadlock_ends_the_run_and_the_loop_can_run_again()
    {
        Prepare();
        Assert.ThrowsException(typeof(DeadlockException), () => loop.RunForever());
        Assert.IsFalse(loop.IsRunning);
        loop.RunUntilComplete(Scripts.Say("again"));
        Trace.Is("again");
    }

    /// <summary>Makes a new loop in virtual time the current one.</summary>
    private static void Prepare()
    {
        VirtualTime.Run(Scripts.Nothing());
        loop = EventLoop.Current;
        Trace.Clear();
    }

    private static async Coroutine RenewWithin()
    {
        EventLoop current = EventLoop.Current;
        try
        {
            EventLoop.Renew();
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        await SleepMs(1);
        Trace.Add(current == EventLoop.Current ? "ok" : "renewed");
    }

    private static async Coroutine StopAndGoOn()
    {
        Trace.Add("stops");
        loop.Stop();
        Trace.Add("goes_on");
        await SleepMs(0);
        Trace.Add("next");
    }

    private static async Coroutine StopAfter(int durationMs)
    {
        await SleepMs(durationMs);
        loop.Stop();
    }

    private static async Coroutine StopTwice()
    {
        loop.Stop();
        loop.Stop();
    }

    private static async Coroutine StopAndSleep()
    {
        EventLoop.Current.Stop();
        try
        {
            await SleepMs(100);
        }
        finally
        {
            Trace.Add("unwound");
        }
    }

    private static async Coroutine StopAndReturn() => EventLoop.Current.Stop();

    private static void StopLater()
    {
        Thread.Sleep(20);
        loop.CallSoonThreadSafe(() =>
        {
            Trace.Add("stopped");
            loop.Stop();
        });
    }

    private static async Coroutine CloseWithin()
    {
        try
        {
            EventLoop.Current.Close();
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }
    }

    private static async Coroutine SayWhetherItRuns() => Trace.Add(loop.IsRunning ? "runs" : "idle");
}
