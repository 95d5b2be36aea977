using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>A task that runs out of memory fails alone.</summary>
[TestClass]
public class ShortageTests
{
    private const int Crowd = 300;

    private static int ended;
#if TEST_PART
    private static object hoard;
#endif

    private static WeakReference held;
    private static Exception told;
    private static string tellsOf;

    [TestMethod]
    public void A_task_that_runs_out_of_memory_is_reported_and_the_others_go_on()
    {
        VirtualTime.Run(FailDetached());
        Trace.Is("other@5 reported end@20");
        Assert.IsTrue(told is OutOfMemoryException);
    }

    [TestMethod]
    public void The_report_names_the_task_although_its_coroutines_are_gone()
    {
        VirtualTime.Run(FailDetached());
        Assert.AreEqual("Collect", tellsOf);
    }

    [TestMethod]
    public void What_a_task_held_that_runs_out_of_memory_is_free_when_that_is_reported()
    {
        VirtualTime.Run(FailDetached());
        Assert.IsFalse(held.IsAlive);
    }

    [TestMethod]
    public void Who_awaits_a_task_that_runs_out_of_memory_hears_of_it_when_what_it_held_is_free()
    {
        VirtualTime.Run(AwaitTask());
        Trace.Is("caught free");
    }

    [TestMethod]
    public void Who_awaits_a_coroutine_that_runs_out_of_memory_hears_of_it_when_what_it_held_is_free()
    {
        VirtualTime.Run(AwaitCoroutine());
        Trace.Is("caught free");
    }

    [TestMethod]
    public void A_group_hears_of_a_task_that_runs_out_of_memory()
    {
        VirtualTime.Run(FailInGroup());
        Trace.Is("OutOfMemoryException");
    }

    [TestMethod]
    public void A_main_that_runs_out_of_memory_leaves_run()
    {
        VirtualTime.RunAndTraceFailure(Collect());
        Trace.Is("run:OutOfMemoryException");
    }

    [TestMethod]
    public void A_failure_for_whose_report_there_is_no_memory_ends_nothing()
    {
        VirtualTime.Run(FailWithoutWords());
        Trace.Is("handler end@20");
    }

    [TestMethod]
    public void With_fail_fast_a_failure_for_whose_report_there_is_no_memory_ends_the_run()
    {
        VirtualTime.RunAndTraceFailure(FailFastWithoutWords());
        Trace.Is("handler run:WordlessException");
    }

    [TestMethod]
    public void A_run_ends_more_tasks_than_there_is_memory_to_tell() => AssertAllEnd(LeaveBehind());

    [TestMethod]
    public void A_group_ends_more_tasks_than_there_is_memory_to_tell() => AssertAllEnd(LeaveGroup());

    [TestMethod]
    public void More_tasks_hear_that_they_are_cancelled_than_there_is_memory_to_tell() => AssertAllEnd(CancelMany(5));

    [TestMethod]
    public void More_tasks_that_are_ready_hear_that_they_are_cancelled_than_there_is_memory_to_tell() => AssertAllEnd(CancelMany(0));

    private static void AssertAllEnd(Coroutine main)
    {
        ended = 0;
        VirtualTime.RunAndTraceFailure(main);
        GiveMemoryBack();
        Trace.Is("");
        Assert.AreEqual(Crowd, ended);
    }

    private static void Handle(EventLoop loop, ExceptionContext context)
    {
        CollectGarbage();
        told = context.Exception;
        tellsOf = context.Task.Name;
        Trace.Add("reported");
    }

    private static void FailToHandle(EventLoop loop, ExceptionContext context)
    {
        Trace.Add("handler");
        throw new OutOfMemoryException();
    }

    private static async Coroutine FailDetached()
    {
        EventLoop.Current.ExceptionHandler = Handle;
        _ = CreateTask(Collect());
        _ = CreateTask(Scripts.SleepAndSay(5, "other@5"));
        await SleepMs(20);
        Trace.AddWithTime("end");
    }

    private static async Coroutine AwaitTask()
    {
        Task task = CreateTask(Collect());
        try
        {
            await task;
        }
        catch (OutOfMemoryException)
        {
            Trace.Add("caught");
        }

        SayWhetherFree();
    }

    private static async Coroutine AwaitCoroutine()
    {
        try
        {
            await Collect();
        }
        catch (OutOfMemoryException)
        {
            Trace.Add("caught");
        }

        SayWhetherFree();
    }

    private static async Coroutine FailInGroup()
    {
        try
        {
            await TaskGroup.Run(CollectInGroup);
        }
        catch (TaskGroupException exception)
        {
            Trace.Add(Scripts.Word(exception.Exceptions[0]));
        }
    }

    private static async Coroutine CollectInGroup(TaskGroup group)
    {
        _ = group.CreateTask(Collect());
        await SleepMs(Scripts.Forever);
    }

    private static async Coroutine FailWithoutWords()
    {
        EventLoop.Current.ExceptionHandler = FailToHandle;
        _ = CreateTask(ThrowWithoutWords());
        await SleepMs(20);
        Trace.AddWithTime("end");
    }

    private static async Coroutine FailFastWithoutWords()
    {
        EventLoop.Current.FailFast = true;
        await FailWithoutWords();
    }

    private static async Coroutine ThrowWithoutWords() => throw new WordlessException();

    /// <summary>Holds something, and more and more until there is no memory for it.</summary>
    private static async Coroutine Collect()
    {
        object mine = new byte[100];
        held = new WeakReference(mine);
        await SleepMs(10);
        await TakeTooMuch();
        Trace.Add(mine.ToString());
    }

    private static async Coroutine TakeTooMuch() => Trace.Add(new byte[int.MaxValue].Length.ToString());

    private static async Coroutine LeaveBehind()
    {
        for (int i = 0; i < Crowd; i++)
        {
            _ = CreateTask(CountCancel(5));
        }

        await SleepMs(0);
        TakeMemory();
    }

    private static async Coroutine LeaveGroup()
    {
        try
        {
            await TaskGroup.Run(FailInCrowd);
        }
        catch (TaskGroupException)
        {
            GiveMemoryBack();
        }
    }

    private static async Coroutine FailInCrowd(TaskGroup group)
    {
        for (int i = 0; i < Crowd; i++)
        {
            _ = group.CreateTask(CountCancel(5));
        }

        await SleepMs(0);
        TakeMemory();
        throw new OutOfMemoryException();
    }

    private static async Coroutine CancelMany(int durationMs)
    {
        Task[] tasks = new Task[Crowd];
        for (int i = 0; i < Crowd; i++)
        {
            tasks[i] = CreateTask(CountCancel(durationMs));
        }

        await SleepMs(0);
        TakeMemory();
        for (int i = 0; i < Crowd; i++)
        {
            tasks[i].Cancel();
        }

        await SleepMs(50);
    }

    private static async Coroutine CountCancel(int durationMs)
    {
        try
        {
            while (true)
            {
                await SleepMs(durationMs);
            }
        }
        catch (CancelledException)
        {
            ended++;
        }
    }

    /// <summary>Takes all memory but some 3,000 bytes, without which nothing can be called; on the virtual board it has no end.</summary>
    private static void TakeMemory()
    {
#if TEST_PART
        object[] rest = new object[250];
        for (int length = 1000; length > 2;)
        {
            try
            {
                object[] piece = new object[length];
                piece[0] = hoard;
                hoard = piece;
            }
            catch (OutOfMemoryException)
            {
                length /= 2;
            }
        }

        rest[0] = null;
#endif
    }

    private static void GiveMemoryBack()
    {
#if TEST_PART
        hoard = null;
#endif
    }

    private static void SayWhetherFree()
    {
        CollectGarbage();
        Trace.Add(held.IsAlive ? "held" : "free");
    }

    private static void CollectGarbage() => nanoFramework.Runtime.Native.GC.Run(false);

    /// <summary>As if there were no memory for what it tells.</summary>
    private sealed class WordlessException : Exception
    {
        public override string ToString() => throw new OutOfMemoryException();
    }
}
