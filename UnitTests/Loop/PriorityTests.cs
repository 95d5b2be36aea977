using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class PriorityTests
{
    private static ThreadSafeFlag flag;
    private static int turns;
    private static int worst;
    private static int wakes;

    [TestMethod]
    public void S14_1_a_task_that_takes_turns_without_end_starves_nobody()
    {
        VirtualTime.Run(SpinBesideSleepers());
        Trace.Is("a@10 b@20");
    }

    [TestMethod]
    public void S14_2_whom_the_outside_wakes_passes_ahead_of_those_who_are_ready()
    {
        VirtualTime.Run(WakeAmongSpinners());

        // The loop looks outside every 31 turns; behind all the ready it would have been 100 more.
        Assert.IsTrue(worst <= 31, worst + " turns");
    }

    [TestMethod]
    public void S14_3_wake_ups_from_outside_without_end_starve_nobody()
    {
        worst = wakes = 0;
        VirtualTime.Run(FloodWithWakeUps());
        Assert.IsTrue(wakes > 100, wakes + " wakes");
        Assert.IsTrue(worst < 200, worst + " turns between two of the same task");
    }

    [TestMethod]
    public void S14_3_a_timer_is_not_held_up_by_wake_ups_from_outside()
    {
        VirtualTime.Run(FloodBesideATimer());
        Trace.Is("timer@10");
    }

    [TestMethod]
    public void S14_3_a_sleeper_waits_for_one_long_turn_of_others_and_not_for_31_of_them()
    {
        VirtualTime.Run(SleepAmongLongTurns());
        Assert.IsTrue(worst <= 10, worst + " ms late");
    }

    [TestMethod]
    public void S14_3_sleepers_without_end_starve_nobody()
    {
        worst = 0;
        VirtualTime.Run(SpinAmongSleepers());
        Assert.IsTrue(worst < 200, worst + " turns between two of the same task");
    }

    private static async Coroutine Spin()
    {
        while (true)
        {
            turns++;
            await SleepMs(0);
        }
    }

    private static async Coroutine SpinAndPassTime()
    {
        while (true)
        {
            VirtualTime.Clock.Advance(1);
            await SleepMs(0);
        }
    }

    /// <summary>Ten tasks each of whose turns takes 5 ms. It takes the loop one round to find that out.</summary>
    private static async Coroutine SleepAmongLongTurns()
    {
        for (int i = 0; i < 10; i++)
        {
            _ = CreateTask(ComputeForLong());
        }

        await SleepMs(200);
        worst = 0;
        for (int i = 0; i < 20; i++)
        {
            long startMs = VirtualTime.NowMs;
            await SleepMs(20);
            int lateMs = (int)(VirtualTime.NowMs - startMs) - 20;
            worst = lateMs > worst ? lateMs : worst;
        }
    }

    private static async Coroutine ComputeForLong()
    {
        while (true)
        {
            VirtualTime.Clock.Advance(5);
            await SleepMs(0);
        }
    }

    /// <summary>Each time that the loop looks at the clock, more sleepers wake than have a turn before the next look.</summary>
    private static async Coroutine SpinAmongSleepers()
    {
        for (int i = 0; i < 50; i++)
        {
            _ = CreateTask(SleepAndPassTime());
            _ = CreateTask(MeasureTurns());
        }

        for (int i = 0; i < 100; i++)
        {
            await SleepMs(0);
        }
    }

    private static async Coroutine SleepAndPassTime()
    {
        while (true)
        {
            turns++;
            VirtualTime.Clock.Advance(1);
            await SleepMs(1);
        }
    }

    private static async Coroutine SpinBesideSleepers()
    {
        _ = CreateTask(SpinAndPassTime());
        await Gather(SayWhen("b", 20), SayWhen("a", 10));
    }

    private static async Coroutine SayWhen(string word, int durationMs)
    {
        await SleepMs(durationMs);

        // The loop looks at the clock now and then.
        long lateMs = VirtualTime.NowMs - durationMs;
        Trace.Add(word + "@" + (lateMs < 40 ? durationMs : VirtualTime.NowMs));
    }

    private static async Coroutine WakeAmongSpinners()
    {
        flag = new ThreadSafeFlag();
        for (int i = 0; i < 100; i++)
        {
            _ = CreateTask(Spin());
        }

        await SleepMs(0);
        _ = CreateTask(SetSoon());
        await flag.Wait();
        worst = turns;
    }

    private static async Coroutine SetSoon()
    {
        turns = 0;
        flag.Set();
    }

    /// <summary>Takes turns, and notes how many turns of all lie between two of its own at most.</summary>
    private static async Coroutine MeasureTurns()
    {
        int before = turns;
        while (true)
        {
            turns++;
            await SleepMs(0);
            worst = turns - before > worst ? turns - before : worst;
            before = turns;
        }
    }

    private static async Coroutine PassOn(ThreadSafeFlag own, ThreadSafeFlag next)
    {
        while (true)
        {
            await own.Wait();
            wakes++;
            turns++;
            next.Set();
        }
    }

    /// <summary>Pairs of tasks that wake each other from outside: at each look of the loop more of them than have a turn before the next.</summary>
    private static void Flood(int pairs)
    {
        for (int i = 0; i < pairs; i++)
        {
            ThreadSafeFlag one = new ThreadSafeFlag();
            ThreadSafeFlag other = new ThreadSafeFlag();
            _ = CreateTask(PassOn(one, other));
            _ = CreateTask(PassOn(other, one));
            one.Set();
        }
    }

    private static async Coroutine FloodWithWakeUps()
    {
        Flood(50);
        for (int i = 0; i < 50; i++)
        {
            _ = CreateTask(MeasureTurns());
        }

        for (int i = 0; i < 100; i++)
        {
            await SleepMs(0);
        }
    }

    private static async Coroutine FloodBesideATimer()
    {
        Flood(50);
        _ = CreateTask(SpinAndPassTime());
        await SayWhen("timer", 10);
    }
}
