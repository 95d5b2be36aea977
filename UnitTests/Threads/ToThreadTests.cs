using System;
using System.Threading;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>Real threads, and real time for as long as they run.</summary>
[TestClass]
public class ToThreadTests
{
    private static readonly object Guard = new object();

    private static AutoResetEvent release;
    private static int inside;
    private static int mostInside;
    private static int done;

    [TestMethod]
    public void A_blocking_call_runs_on_a_thread_and_its_result_comes_back()
    {
        VirtualTime.Run(CallOnce());
        Trace.Is("7 other_thread");
    }

    [TestMethod]
    public void What_the_call_throws_is_thrown_at_the_await()
    {
        VirtualTime.Run(CallAndFail());
        Trace.Is("broken");
    }

    [TestMethod]
    public void The_loop_goes_on_while_the_call_blocks()
    {
        VirtualTime.Run(GoOnMeanwhile());
        Trace.Is("a1 a2 a3 called");
    }

    [TestMethod]
    public void A_cancelled_call_leaves_its_thread_to_its_end()
    {
        VirtualTime.Run(CancelACall());
        Trace.Is("cancelled not_done done");
    }

    [TestMethod]
    public void A_cancellation_under_way_arrives_at_the_call_however_fast_its_thread_is()
    {
        VirtualTime.Run(CancelledBeforeEachCall());
        Assert.AreEqual(0, done, "Some calls ended as if nobody had cancelled.");
    }

    [TestMethod]
    public void A_call_that_is_cancelled_at_the_very_end_of_a_run_does_not_keep_its_place()
    {
        for (int i = 0; i < 4; i++)
        {
            Run(LimitACall(), new BoardClock());
        }

        VirtualTime.Run(CallAgain());
        Assert.AreEqual(1, done);
    }

    [TestMethod]
    public void A_timeout_ends_the_wait_for_a_call()
    {
        // Not in virtual time: that stands still while a thread is at work.
        Trace.Clear();
        Run(LimitACall(), new BoardClock());
        Trace.Is("timeout done");
    }

    [TestMethod]
    public void Four_threads_run_at_a_time_and_the_fifth_call_waits()
    {
        VirtualTime.Run(CallTenTimes());
        Assert.AreEqual(10, done);
        Assert.AreEqual(4, mostInside);
    }

    [TestMethod]
    public void A_call_that_waits_for_a_thread_can_be_cancelled_and_costs_none()
    {
        VirtualTime.Run(CancelTheFifth());
        Trace.Is("cancelled 5");
    }

    [TestMethod]
    public void S1_9_on_another_thread_no_task_runs()
    {
        VirtualTime.Run(AskOnAThread());
        Trace.Is("task:misuse scope:misuse");
    }

    [TestMethod]
    public void A_run_can_end_while_a_call_blocks()
    {
        VirtualTime.Run(LeaveACallBehind());
        Assert.AreEqual(0, done);
        release.Set();
        for (int i = 0; i < 1000 && done == 0; i++)
        {
            Thread.Sleep(1);
        }

        Assert.AreEqual(1, done);
        VirtualTime.Run(CallTenTimes());
        Assert.AreEqual(10, done);
    }

    [TestMethod]
    public void S8_7_flags_set_by_threads_lose_no_wake_up()
    {
        VirtualTime.Run(CountFlagsFromAThread());
        Trace.Is("200");
    }

    private static async Coroutine CallOnce()
    {
        Thread loopThread = Thread.CurrentThread;
        Thread callThread = null;
        object result = await ToThread(() =>
        {
            callThread = Thread.CurrentThread;
            return 7;
        });
        Trace.Add(result.ToString());
        Trace.Add(callThread.ManagedThreadId == loopThread.ManagedThreadId ? "same_thread" : "other_thread");
    }

    private static async Coroutine CallAndFail()
    {
        try
        {
            await ToThread(() => throw new BrokenException("broken"));
        }
        catch (BrokenException exception)
        {
            Trace.Add(exception.Message);
        }
    }

    private static async Coroutine AskOnAThread()
    {
        await ToThread(() => Ask("task", () => _ = CurrentTask));
        await ToThread(() => Ask("scope", () => _ = TimeoutScope.After(10)));
    }

    private static object Ask(string word, Callback question)
    {
        try
        {
            question();
            Trace.Add(word + ":answered");
        }
        catch (Exception exception)
        {
            Trace.Add(word + ":" + Scripts.Word(exception));
        }

        return null;
    }

    private static object WaitForRelease()
    {
        release.WaitOne();
        lock (Guard)
        {
            done++;
        }

        return null;
    }

    private static async Coroutine GoOnMeanwhile()
    {
        release = new AutoResetEvent(false);
        Task call = CreateTask(ToThread(WaitForRelease));
        await Scripts.TakeTurns("a", 3);
        release.Set();
        await call;
        Trace.Add("called");
    }

    private static async Coroutine CancelACall()
    {
        release = new AutoResetEvent(false);
        done = 0;
        Task call = CreateTask(ToThread(WaitForRelease));
        await SleepMs(0);
        call.Cancel();
        await Gather(true, call);
        Trace.Add(call.IsCancelled ? "cancelled" : "ended");
        Trace.Add(done == 0 ? "not_done" : "done");
        await ReleaseOne();
    }

    private static async Coroutine CancelledBeforeEachCall()
    {
        done = 0;
        for (int i = 0; i < 200; i++)
        {
            await Gather(true, CancelledBeforeACall());
        }
    }

    private static async Coroutine CallAgain()
    {
        done = 0;
        await ToThread(() => null);
        done++;
    }

    private static async Coroutine CancelledBeforeACall()
    {
        CurrentTask.Cancel();
        await ToThread(() => null);
        done++;
    }

    /// <summary>Lets a thread end, and gives it real time for that.</summary>
    private static async Coroutine ReleaseOne()
    {
        release.Set();
        for (int i = 0; i < 1000 && done == 0; i++)
        {
#pragma warning disable AC1101 // The loop stands still while the other thread ends.
            Thread.Sleep(1);
#pragma warning restore AC1101
        }

        Trace.Add(done == 0 ? "not_done" : "done");
    }

    private static async Coroutine LimitACall()
    {
        release = new AutoResetEvent(false);
        done = 0;
        try
        {
            await WaitForMs(ToThread(WaitForRelease), 20);
        }
        catch (TimeoutException)
        {
            Trace.Add("timeout");
        }

        await ReleaseOne();
    }

    private static object CountInside()
    {
        lock (Guard)
        {
            inside++;
            mostInside = mostInside < inside ? inside : mostInside;
        }

        for (int i = 0; i < 200 && inside < 4 && done < 6; i++)
        {
            Thread.Sleep(1);
        }

        lock (Guard)
        {
            inside--;
            done++;
        }

        return null;
    }

    private static async Coroutine CallTenTimes()
    {
        inside = mostInside = done = 0;
        Task[] calls = new Task[10];
        for (int i = 0; i < calls.Length; i++)
        {
            calls[i] = CreateTask(ToThread(CountInside));
        }

        await Gather(calls);
    }

    private static async Coroutine CancelTheFifth()
    {
        release = new AutoResetEvent(false);
        done = 0;
        Task[] calls = new Task[6];
        for (int i = 0; i < calls.Length; i++)
        {
            calls[i] = CreateTask(ToThread(WaitForRelease));
        }

        await SleepMs(0);
        calls[4].Cancel();
        await Gather(true, calls[4]);
        Trace.Add(calls[4].IsCancelled ? "cancelled" : "ended");
        for (int i = 0; i < calls.Length; i++)
        {
            for (int tries = 0; done < i && tries < 1000; tries++)
            {
                // A set that comes before the one ahead of it was seen would be lost.
#pragma warning disable AC1101 // The other thread needs time of its own.
                Thread.Sleep(1);
#pragma warning restore AC1101
                await SleepMs(0);
            }

            if (i < 5)
            {
                release.Set();
            }
        }

        await Gather(true, calls[0], calls[1], calls[2], calls[3], calls[5]);
        Trace.Add(done.ToString());
    }

    private static async Coroutine LeaveACallBehind()
    {
        release = new AutoResetEvent(false);
        done = 0;
        _ = CreateTask(ToThread(WaitForRelease));
        await SleepMs(0);
    }

    private static async Coroutine CountFlagsFromAThread()
    {
        ThreadSafeFlag there = new ThreadSafeFlag();
        AutoResetEvent back = new AutoResetEvent(false);
        Task call = CreateTask(ToThread(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                there.Set();
                back.WaitOne();
            }

            return null;
        }));
        int count = 0;
        while (count < 200)
        {
            await there.Wait();
            count++;
            back.Set();
        }

        await call;
        Trace.Add(count.ToString());
    }
}
