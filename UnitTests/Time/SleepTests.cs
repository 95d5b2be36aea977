using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class SleepTests
{
    private static int turnsTaken;

    [TestMethod]
    public void S3_1_a_sleep_of_no_time_lets_everybody_have_one_turn()
    {
        VirtualTime.Run(RoundRobin());
        Trace.Is("a1 b1 c1 main a2 b2 c2 main a3 b3 c3 main");
    }

    [TestMethod]
    public void S3_1_the_round_is_stable_with_more_tasks_than_the_loop_runs_between_looks()
    {
        VirtualTime.Run(RoundRobinOfMany());
        Assert.AreEqual(50 * 7, turnsTaken);
    }

    [TestMethod]
    public void S3_2_a_negative_sleep_is_a_sleep_of_no_time()
    {
        VirtualTime.Run(SleepNegative());
        Trace.Is("a1 main@0 a2 main@0 a3 main@0");
    }

    [TestMethod]
    public void S3_3_sleepers_wake_in_the_order_of_their_deadlines()
    {
        VirtualTime.Run(SleepForDifferentTimes());
        Trace.Is("5 10 15 20 25 30 35 40 45 50");
    }

    [TestMethod]
    public void S3_3_equal_deadlines_wake_in_the_order_in_which_the_sleeps_began()
    {
        VirtualTime.Run(SleepUntilTheSameTime());
        Trace.Is("a b c d e f g h i j k l");
    }

    [TestMethod]
    public void S3_3_that_order_survives_cancelled_sleepers()
    {
        VirtualTime.Run(SleepUntilTheSameTimeWithCancels());
        Trace.Is("b d f h j l");
    }

    [TestMethod]
    public void S3_4_expired_sleepers_queue_behind_those_who_are_ready()
    {
        VirtualTime.Run(ExpireWhileBusy());
        Trace.Is("ready1 ready2 main sleeper3 sleeper5");
    }

    [TestMethod]
    public void S3_5_a_sleep_is_never_shorter_than_asked()
    {
        for (int startUs = 0; startUs < 1000; startUs += 111)
        {
            TruncatedClock clock = new TruncatedClock(startUs);
            Run(MeasureSleeps(clock), clock);
        }
    }

    [TestMethod]
    public void S3_5_a_timeout_is_never_shorter_than_asked()
    {
        for (int startUs = 0; startUs < 1000; startUs += 111)
        {
            TruncatedClock clock = new TruncatedClock(startUs);
            Run(MeasureTimeout(clock), clock);
        }
    }

    [TestMethod]
    public void S3_6_fractions_of_a_second_count_to_the_millisecond_and_round_up()
    {
        VirtualTime.Run(SleepFractions());
        Trace.Is("250 1500 1 1 2 3000 0");
    }

    [TestMethod]
    public void S3_7_two_sleeps_made_before_either_is_awaited_keep_their_times()
    {
        VirtualTime.Run(AwaitTwoSleeps());
        Trace.Is("60 20 80");
    }

    [TestMethod]
    public void S3_7_a_sleep_can_be_a_task_or_gathered_or_limited()
    {
        VirtualTime.Run(UseSleepsEverywhere());
        Trace.Is("task@10 gathered@40 limited@50 timeout@55");
    }

    [TestMethod]
    public void S3_8_long_sleeps_end_in_time_and_in_order()
    {
        VirtualTime.Run(SleepLong());
        Trace.Is("25days@2147483647 50days@4294967294 10years@315360000000");
        VirtualTime.Run(SleepForever());
        Trace.Is("still asleep");
    }

    [TestMethod]
    public void S3_11_a_sleeper_oversleeps_while_others_keep_the_processor()
    {
        VirtualTime.Run(KeepTheProcessor());
        Trace.Is("5@1000");
    }

    private static async Coroutine RoundRobin()
    {
        _ = CreateTask(Scripts.TakeTurns("a", 3));
        _ = CreateTask(Scripts.TakeTurns("b", 3));
        _ = CreateTask(Scripts.TakeTurns("c", 3));
        for (int i = 0; i < 3; i++)
        {
            await SleepMs(0);
            Trace.Add("main");
        }
    }

    private static async Coroutine RoundRobinOfMany()
    {
        turnsTaken = 0;
        Task[] tasks = new Task[50];
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i] = CreateTask(ExpectTurns(i));
        }

        await Gather(tasks);
    }

    private static async Coroutine ExpectTurns(int number)
    {
        for (int round = 0; round < 7; round++)
        {
            Assert.AreEqual((round * 50) + number, turnsTaken++);
            await SleepMs(0);
        }
    }

    private static async Coroutine SleepNegative()
    {
        _ = CreateTask(Scripts.TakeTurns("a", 3));
        await SleepMs(-5);
        Trace.AddWithTime("main");
        await Sleep(-0.5);
        Trace.AddWithTime("main");
        await Sleep(new TimeSpan(-1));
        Trace.AddWithTime("main");
    }

    private static async Coroutine SleepForDifferentTimes()
    {
        for (int i = 0; i < 10; i++)
        {
            // 35, 20, 5, 40, ...: each multiple of 5 up to 50 once.
            int durationMs = (((i * 7) + 6) % 10 * 5) + 5;
            _ = CreateTask(Scripts.SleepAndSay(durationMs, durationMs.ToString()));
        }

        await SleepMs(100);
    }

    private static async Coroutine SleepUntilTheSameTime()
    {
        for (int i = 0; i < 12; i++)
        {
            _ = CreateTask(Scripts.SleepAndSay(20 - i, ((char)('a' + i)).ToString()));
            await SleepMs(1);
        }

        await SleepMs(50);
    }

    private static async Coroutine SleepUntilTheSameTimeWithCancels()
    {
        Task[] tasks = new Task[12];
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i] = CreateTask(Scripts.SleepAndSay(20, ((char)('a' + i)).ToString()));
        }

        await SleepMs(1);
        for (int i = tasks.Length - 2; i >= 0; i -= 2)
        {
            tasks[i].Cancel();
        }

        await SleepMs(50);
    }

    private static async Coroutine ExpireWhileBusy()
    {
        _ = CreateTask(Scripts.SleepAndSay(5, "sleeper5"));
        _ = CreateTask(Scripts.SleepAndSay(3, "sleeper3"));
        await SleepMs(0);
        _ = CreateTask(Scripts.Say("ready1"));
        _ = CreateTask(Scripts.Say("ready2"));
        VirtualTime.Clock.Advance(10);
        await SleepMs(0);
        Trace.Add("main");
        await SleepMs(10);
    }

    private static async Coroutine MeasureSleeps(TruncatedClock clock)
    {
        for (int durationMs = 1; durationMs < 4; durationMs++)
        {
            long startUs = clock.NowUs;
            await SleepMs(durationMs);
            Assert.IsTrue(clock.NowUs - startUs >= durationMs * 1000, "SleepMs");
            startUs = clock.NowUs;
            await Sleep(0.0005 * durationMs);
            Assert.IsTrue(clock.NowUs - startUs >= durationMs * 500, "Sleep(double)");
            startUs = clock.NowUs;
            await Sleep(new TimeSpan(durationMs * 5000));
            Assert.IsTrue(clock.NowUs - startUs >= durationMs * 500, "Sleep(TimeSpan)");
        }
    }

    private static async Coroutine MeasureTimeout(TruncatedClock clock)
    {
        long startUs = clock.NowUs;
        try
        {
            await WaitForMs(new Event(), 2);
        }
        catch (TimeoutException)
        {
        }

        Assert.IsTrue(clock.NowUs - startUs >= 2000);
    }

    private static async Coroutine SleepFractions()
    {
        await AddDuration(Sleep(0.25));
        await AddDuration(Sleep(1.5));
        await AddDuration(Sleep(0.001));
        await AddDuration(Sleep(0.0004));
        await AddDuration(Sleep(new TimeSpan(15000)));
        await AddDuration(Sleep(new TimeSpan(0, 0, 3)));
        await AddDuration(Sleep(0));
    }

    private static async Coroutine AddDuration(Awaitable sleep)
    {
        long startMs = VirtualTime.NowMs;
        await sleep;
        Trace.Add((VirtualTime.NowMs - startMs).ToString());
    }

    private static async Coroutine AwaitTwoSleeps()
    {
        Awaitable shorter = SleepMs(20);
        Awaitable longer = SleepMs(60);
        await AddDuration(longer);
        await AddDuration(shorter);
        Trace.Add(VirtualTime.NowMs.ToString());
    }

    private static async Coroutine UseSleepsEverywhere()
    {
        await CreateTask(SleepMs(10));
        Trace.AddWithTime("task");
        await Gather(SleepMs(10), SleepMs(30), SleepMs(20));
        Trace.AddWithTime("gathered");
        await WaitForMs(SleepMs(10), 20);
        Trace.AddWithTime("limited");
        try
        {
            await WaitForMs(SleepMs(10), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }
    }

    private static async Coroutine SleepLong()
    {
        Task decade = CreateTask(SleepAndSayWhen(Sleep(new TimeSpan(3650, 0, 0, 0)), "10years"));
        Task month = CreateTask(SleepAndSayWhen(SleepMs(int.MaxValue), "25days"));
        await SleepAndSayWhen(Sleep(4294967.294), "50days");
        await Gather(month, decade);
    }

    private static async Coroutine SleepForever()
    {
        Task[] tasks = { CreateTask(Sleep(1e15)), CreateTask(Sleep(double.MaxValue)), CreateTask(Sleep(double.PositiveInfinity)), CreateTask(Sleep(TimeSpan.MaxValue)) };
        await Sleep(new TimeSpan(3650, 0, 0, 0));
        for (int i = 0; i < tasks.Length; i++)
        {
            if (tasks[i].IsDone)
            {
                Trace.Add(i.ToString());
            }
        }

        Trace.Add("still asleep");
    }

    private static async Coroutine SleepAndSayWhen(Awaitable sleep, string word)
    {
        await sleep;
        Trace.AddWithTime(word);
    }

    private static async Coroutine KeepTheProcessor()
    {
        Task sleeper = CreateTask(SleepAndSayWhen(SleepMs(5), "5"));
        await SleepMs(0);
        VirtualTime.Clock.Advance(1000);
        await sleeper;
    }
}
