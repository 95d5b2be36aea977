using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class IdleHookTests
{
    private static ThreadSafeFlag flag;
    private static Event gate;

    [TestMethod]
    public void S14_4_the_hook_is_told_the_time_until_the_next_deadline()
    {
        VirtualTime.Run(SleepAndListen());
        Trace.Is("idle10 idle5 idle85");
    }

    [TestMethod]
    public void S14_4_the_hook_is_not_called_while_anybody_is_ready()
    {
        VirtualTime.Run(StayBusy());
        Trace.Is("a1 a2 a3 idle10");
    }

    [TestMethod]
    public void S14_4_the_hook_is_told_if_only_the_outside_can_end_the_idle_time()
    {
        Trace.Clear();
        flag = new ThreadSafeFlag();
        Run(WaitForTheOutside(), new OutsideClock(flag));
        Trace.Is("idle_without_end");
    }

    [TestMethod]
    public void S14_4_the_hook_may_wake_tasks()
    {
        VirtualTime.Run(WakeFromTheHook());
        Trace.Is("woken@0");
    }

    [TestMethod]
    public void S14_4_the_hook_is_never_told_a_time_that_is_over()
    {
        Trace.Clear();
        Run(SleepTenTimes(), new FleetingClock());
        Trace.Is("end");
    }

    private static void SayIdle(long durationMs) =>
        Trace.Add(durationMs == long.MaxValue ? "idle_without_end" : "idle" + durationMs);

    private static async Coroutine SleepAndListen()
    {
        EventLoop.Current.IdleHook = SayIdle;
        _ = CreateTask(SleepMs(15));
        _ = CreateTask(SleepMs(100));
        await SleepMs(10);
        await SleepMs(90);
    }

    private static async Coroutine StayBusy()
    {
        EventLoop.Current.IdleHook = SayIdle;
        await Scripts.TakeTurns("a", 3);
        await SleepMs(10);
    }

    private static async Coroutine WaitForTheOutside()
    {
        EventLoop.Current.IdleHook = SayIdle;
        await flag.Wait();
    }

    private static async Coroutine WakeFromTheHook()
    {
        gate = new Event();
        EventLoop.Current.IdleHook = durationMs => gate.Set();
        _ = CreateTask(SleepMs(100));
        await gate.Wait();
        Trace.AddWithTime("woken");
    }

    private static async Coroutine SleepTenTimes()
    {
        EventLoop.Current.IdleHook = durationMs =>
        {
            if (durationMs < 0)
            {
                Trace.Add(durationMs.ToString());
            }
        };
        for (int i = 1; i <= 10; i++)
        {
            await SleepMs(i);
        }

        Trace.Add("end");
    }

    /// <summary>A clock on which a millisecond passes between any two looks.</summary>
    private sealed class FleetingClock : Clock
    {
        private long nowMs;

        public override long NowMs => nowMs++;

        public override void IdleUntil(long deadlineMs)
        {
        }

        public override void Wake()
        {
        }
    }
}
