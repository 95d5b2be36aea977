using System;
using System.Threading;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class CallSoonTests
{
    private static Event gate;
    private static ThreadSafeFlag flag;

    [TestMethod]
    public void S8_13_callbacks_run_between_turns_in_the_order_in_which_they_were_posted()
    {
        VirtualTime.Run(PostThree());
        Trace.Is("main a b c no_task");
    }

    [TestMethod]
    public void S8_13_another_thread_can_post_while_the_loop_idles()
    {
        VirtualTime.Run(PostFromAThread());
        Trace.Is("called woken");
    }

    [TestMethod]
    public void S8_13_a_callback_can_create_tasks_and_cancel_them()
    {
        VirtualTime.Run(CreateInACallback());
        Trace.Is("task cancelled");
    }

    [TestMethod]
    public void S6_18_another_thread_cancels_a_task_through_the_loop()
    {
        VirtualTime.Run(CancelFromAThread());
        Trace.Is("cancelled");
    }

    [TestMethod]
    public void S8_13_a_callback_that_fails_is_reported_and_the_next_runs()
    {
        VirtualTime.Run(FailInACallback());
        Trace.Is("reported:A callback failed:broken b");
    }

    [TestMethod]
    public void S8_13_callbacks_posted_before_the_loop_runs_are_run_by_it()
    {
        EventLoop loop = EventLoop.Renew();
        loop.CallSoonThreadSafe(() => Trace.Add("called"));
        Trace.Clear();
        Run(Scripts.SleepAndSay(1, "main"));
        Trace.Is("called main");
    }

    [TestMethod]
    public void S8_13_posting_without_end_is_refused()
    {
        VirtualTime.Run(PostTooMany());
        Trace.Is("32 misuse 32");
    }

    [TestMethod]
    public void S8_13_a_callback_may_post_another_when_nothing_else_is_left_to_do()
    {
        VirtualTime.Run(PostInACallback());
        Trace.Is("first second woken");
    }

    [TestMethod]
    public void S8_13_a_callback_may_set_a_flag_when_nothing_else_is_left_to_do()
    {
        VirtualTime.Run(SetAFlagInACallback());
        Trace.Is("set woken");
    }

    [TestMethod]
    public void S8_13_a_callback_that_posts_itself_again_and_again_starves_nobody()
    {
        VirtualTime.Run(PostWithoutEnd());
        Trace.Is("woken");
    }

    [TestMethod]
    public void S8_13_threads_that_post_at_once_lose_no_callback()
    {
        VirtualTime.Run(PostFromManyThreads());
        Trace.Is("400");
    }

    private static void Post(Callback callback) => EventLoop.Current.CallSoonThreadSafe(callback);

    private static async Coroutine PostThree()
    {
        Post(() => Trace.Add("a"));
        Post(() => Trace.Add("b"));
        Post(() => Trace.Add("c"));
        Post(SayWhoRuns);
        Trace.Add("main");
        await SleepMs(1);
    }

    private static void SayWhoRuns()
    {
        try
        {
            Trace.Add(CurrentTask.Name);
        }
        catch (InvalidOperationException)
        {
            Trace.Add("no_task");
        }
    }

    private static void SetGate()
    {
        Trace.Add("called");
        gate.Set();
    }

    private static async Coroutine PostFromAThread()
    {
        gate = new Event();
        Task waiter = CreateTask(Scripts.WaitAndSay(gate, "woken"));
        await ToThread(() =>
        {
            Thread.Sleep(5);
            Post(SetGate);
            return null;
        });
        await waiter;
    }

    private static async Coroutine CreateInACallback()
    {
        Task victim = CreateTask(Scripts.SleepAndSay(Scripts.Forever, "never"));
        Post(() =>
        {
            _ = CreateTask(Scripts.Say("task"));
            victim.Cancel();
        });
        await Gather(true, victim);
        Trace.Add(victim.IsCancelled ? "cancelled" : "alive");
    }

    private static async Coroutine CancelFromAThread()
    {
        Task victim = CreateTask(Scripts.SleepAndSay(Scripts.Forever, "never"));
        await ToThread(() =>
        {
            Thread.Sleep(5);
            Post(() => victim.Cancel());
            return null;
        });
        await Gather(true, victim);
        Trace.Add(victim.IsCancelled ? "cancelled" : "alive");
    }

    private static async Coroutine FailInACallback()
    {
        EventLoop.Current.ExceptionHandler = (loop, context) => Trace.Add("reported:" + context.Message + ":" + context.Exception.Message);
        Post(() => throw new BrokenException("broken"));
        Post(() => Trace.Add("b"));
        await SleepMs(1);
    }

    private static async Coroutine PostTooMany()
    {
        int posted = 0;
        int called = 0;
        try
        {
            while (true)
            {
                Post(() => called++);
                posted++;
            }
        }
        catch (InvalidOperationException)
        {
            Trace.Add(posted + " misuse");
        }

        await SleepMs(1);
        Trace.Add(called.ToString());
    }

    private static async Coroutine PostInACallback()
    {
        gate = new Event();
        Post(() =>
        {
            Trace.Add("first");
            Post(() =>
            {
                Trace.Add("second");
                gate.Set();
            });
        });
        await Scripts.WaitAndSay(gate, "woken");
    }

    private static async Coroutine SetAFlagInACallback()
    {
        flag = new ThreadSafeFlag();
        Post(() =>
        {
            Trace.Add("set");
            flag.Set();
        });
        await flag.Wait();
        Trace.Add("woken");
    }

    private static void PostAgain()
    {
        if (VirtualTime.NowMs < 10)
        {
            VirtualTime.Clock.Advance(1);
            Post(PostAgain);
        }
    }

    private static async Coroutine PostWithoutEnd()
    {
        Post(PostAgain);
        await SleepMs(5);
        Trace.Add(VirtualTime.NowMs < 8 ? "woken" : "starved");
    }

    private static async Coroutine PostFromManyThreads()
    {
        int called = 0;
        BlockingCall postHundred = () =>
        {
            for (int i = 0; i < 100; i++)
            {
                try
                {
                    Post(() => called++);
                }
                catch (InvalidOperationException)
                {
                    i--;
                    Thread.Sleep(1);
                }
            }

            return null;
        };
        await Gather(ToThread(postHundred), ToThread(postHundred), ToThread(postHundred), ToThread(postHundred));
        await SleepMs(0);
        Trace.Add(called.ToString());
    }
}
