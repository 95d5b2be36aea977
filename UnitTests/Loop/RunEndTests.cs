using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.RunTests;

namespace UnitTests;

[TestClass]
public class RunEndTests
{
    private static int ended;

    [TestMethod]
    public void S1_4_run_cancels_the_tasks_that_are_left_and_waits_until_they_have_unwound()
    {
        VirtualTime.Run(LeaveOneBehind());
        Trace.AddWithTime("over");
        Trace.Is("end a:unwinds a:unwound over@21");
    }

    [TestMethod]
    public void S1_4_all_tasks_that_are_left_unwind_whatever_they_wait_for()
    {
        started = ended = 0;
        VirtualTime.Run(LeaveManyBehind());
        Assert.AreEqual(40, started);
        Assert.AreEqual(40, ended);
    }

    [TestMethod]
    public void S1_4_run_unwinds_the_tasks_when_main_fails_too()
    {
        VirtualTime.RunAndTraceFailure(LeaveOneBehindAndFail());
        Trace.Is("a:unwinds a:unwound run:broken");
    }

    [TestMethod]
    public void S1_4_a_task_made_while_the_loop_ends_is_cancelled_too()
    {
        VirtualTime.Run(LeaveOneThatMakesAnother());
        Trace.AddWithTime("over");
        Trace.Is("late:starts late:cancelled over@1");
    }

    [TestMethod]
    public void S1_4_nothing_of_one_run_goes_on_in_the_next()
    {
        VirtualTime.Run(LeaveOneBehind());
        Trace.Clear();
        Run(Scripts.SleepAndSay(2 * Scripts.Forever, "second"));
        Trace.Is("second");
    }

    private static async Coroutine LeaveOneBehind()
    {
        _ = CreateTask(Scripts.Unwind(20, "a"));
        await SleepMs(1);
        Trace.Add("end");
    }

    private static async Coroutine LeaveOneBehindAndFail()
    {
        _ = CreateTask(Scripts.Unwind(20, "a"));
        await SleepMs(1);
        await Scripts.Fail("broken");
    }

    private static async Coroutine LeaveManyBehind()
    {
        Event never = new Event();
        for (int i = 0; i < 10; i++)
        {
            _ = CreateTask(CountEnd(never, 10 - i));
            _ = CreateTask(CountEnd(SleepMs(Scripts.Forever), i));
            _ = CreateTask(CountEnd(CreateTask(CountEnd(new ThreadSafeFlag(), 3)), i));
        }

        await SleepMs(1);
    }

    private static async Coroutine CountEnd(Awaitable endless, int cleanupMs)
    {
        started++;
        try
        {
            await WaitForMs(endless, Scripts.Forever);
        }
        finally
        {
            await SleepMs(cleanupMs);
            ended++;
        }
    }

    private static async Coroutine LeaveOneThatMakesAnother()
    {
        _ = CreateTask(MakeAnotherInCleanup());
        await SleepMs(1);
    }

    private static async Coroutine MakeAnotherInCleanup()
    {
        try
        {
            await SleepMs(Scripts.Forever);
        }
        finally
        {
            _ = CreateTask(SayHowItEnds());
            await SleepMs(0);
        }
    }

    private static async Coroutine SayHowItEnds()
    {
        Trace.Add("late:starts");
        try
        {
            await SleepMs(Scripts.Forever);
            Trace.Add("late:returns");
        }
        catch (CancelledException)
        {
            Trace.Add("late:cancelled");
            throw;
        }
    }
}
