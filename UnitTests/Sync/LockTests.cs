using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class LockTests
{
    internal static Lock gate;

    [TestMethod]
    public void S9_1_a_free_lock_is_taken_without_suspending()
    {
        VirtualTime.Run(TakeAFreeLock());
        Trace.Is("taken free taken free other");
    }

    [TestMethod]
    public void S9_1_a_lock_is_not_reentrant()
    {
        VirtualTime.Run(TakeItTwice());
        Trace.Is("timeout@10 taken free");
    }

    [TestMethod]
    public void S9_2_waiters_are_served_first_come_first_served()
    {
        VirtualTime.Run(Compete("a", "b", "c", "d"));
        Trace.Is("a@0 b@10 c@20 d@30");
    }

    [TestMethod]
    public void S9_2_a_task_that_releases_and_acquires_again_goes_to_the_end()
    {
        VirtualTime.Run(AcquireAgain());
        Trace.Is("a b c a b c a b c");
    }

    [TestMethod]
    public void S9_3_between_release_and_the_next_owners_turn_it_is_not_locked_but_nobody_barges_in()
    {
        VirtualTime.Run(BargeIn());
        Trace.Is("free next barger");
    }

    [TestMethod]
    public void S9_4_releasing_a_free_lock_is_refused()
    {
        Lock free = new Lock();
        Assert.ThrowsException(typeof(InvalidOperationException), () => free.Release());
        Assert.IsFalse(free.IsLocked);
    }

    [TestMethod]
    public void S9_4_releasing_is_refused_while_the_next_owner_has_not_had_its_turn()
    {
        VirtualTime.Run(ReleaseTwice());
        Trace.Is("misuse next");
    }

    [TestMethod]
    public void S9_5_any_task_may_release()
    {
        VirtualTime.Run(ReleaseForAnother());
        Trace.Is("taken next@1");
    }

    [TestMethod]
    public void S9_7_using_releases_on_exceptions()
    {
        VirtualTime.Run(FailInside());
        Trace.Is("locked broken free cancelled free");
    }

    [TestMethod]
    public void S9_7_releasing_inside_the_block_is_refused_at_its_end()
    {
        VirtualTime.Run(ReleaseInside());
        Trace.Is("inside misuse");
    }

    [TestMethod]
    public void S9_8_the_result_of_acquire_is_the_lock()
    {
        VirtualTime.Run(CompareResult());
        Trace.Is("same same");
    }

    [TestMethod]
    public void A_lock_can_be_made_before_the_loop_runs_and_serve_several_runs()
    {
        gate = new Lock();
        for (int i = 0; i < 2; i++)
        {
            VirtualTime.Run(LeaveWaitersBehind());
            Trace.Is("held");
            Assert.IsFalse(gate.IsLocked);
        }
    }

    internal static string Say(Lock it) => it.IsLocked ? "taken" : "free";

    internal static async Coroutine Hold(string word, int durationMs, bool withTime = false)
    {
        using (await gate.Acquire())
        {
            if (withTime)
            {
                Trace.AddWithTime(word);
            }
            else
            {
                Trace.Add(word);
            }

            await SleepMs(durationMs);
        }
    }

    private static async Coroutine TakeAFreeLock()
    {
        _ = CreateTask(Scripts.Say("other"));
        gate = new Lock();
        for (int i = 0; i < 2; i++)
        {
            await gate.Acquire();
            Trace.Add(Say(gate));
            gate.Release();
            Trace.Add(Say(gate));
        }

        await SleepMs(0);
    }

    private static async Coroutine TakeItTwice()
    {
        gate = new Lock();
        await gate.Acquire();
        try
        {
            await WaitForMs(gate.Acquire(), 10);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        Trace.Add(Say(gate));
        gate.Release();
        Trace.Add(Say(gate));
    }

    private static async Coroutine Compete(params string[] words)
    {
        gate = new Lock();
        for (int i = 0; i < words.Length; i++)
        {
            _ = CreateTask(Hold(words[i], 10, true));
        }

        await SleepMs(100);
    }

    private static async Coroutine AcquireAgain()
    {
        gate = new Lock();
        await Gather(HoldThrice("a"), HoldThrice("b"), HoldThrice("c"));
    }

    private static async Coroutine HoldThrice(string word)
    {
        for (int i = 0; i < 3; i++)
        {
            await Hold(word, 1);
        }
    }

    private static async Coroutine BargeIn()
    {
        gate = new Lock();
        await gate.Acquire();
        _ = CreateTask(Hold("next", 1));
        await SleepMs(1);
        gate.Release();
        Trace.Add(Say(gate));
        await Hold("barger", 0);
    }

    private static async Coroutine ReleaseTwice()
    {
        gate = new Lock();
        await gate.Acquire();
        _ = CreateTask(Hold("next", 0));
        await SleepMs(1);
        gate.Release();
        try
        {
            gate.Release();
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }

        await SleepMs(1);
    }

    private static async Coroutine ReleaseForAnother()
    {
        gate = new Lock();
        _ = CreateTask(AcquireAndSay());
        await SleepMs(0);
        _ = CreateTask(Hold("next", 0, true));
        await SleepMs(1);
        gate.Release();
        await SleepMs(1);
    }

    private static async Coroutine AcquireAndSay()
    {
        await gate.Acquire();
        Trace.Add(Say(gate));
    }

    private static async Coroutine FailInside()
    {
        gate = new Lock();
        try
        {
            using (await gate.Acquire())
            {
                Trace.Add(gate.IsLocked ? "locked" : "free");
                await Scripts.SleepAndFail(1, "broken");
            }
        }
        catch (BrokenException)
        {
            Trace.Add("broken " + Say(gate));
        }

        Task task = CreateTask(Hold("cancelled", 100));
        await SleepMs(1);
        task.Cancel();
        await SleepMs(1);
        Trace.Add(Say(gate));
    }

    private static async Coroutine ReleaseInside()
    {
        gate = new Lock();
        try
        {
            using (await gate.Acquire())
            {
                Trace.Add("inside");
                gate.Release();
            }
        }
        catch (InvalidOperationException)
        {
            Trace.Add("misuse");
        }
    }

    private static async Coroutine CompareResult()
    {
        gate = new Lock();
        Trace.Add(await gate.Acquire() == gate ? "same" : "other");
        _ = CreateTask(SleepAndRelease(1));
        Trace.Add(await gate.Acquire() == gate ? "same" : "other");
    }

    internal static async Coroutine SleepAndRelease(int durationMs)
    {
        await SleepMs(durationMs);
        gate.Release();
    }

    private static async Coroutine LeaveWaitersBehind()
    {
        _ = CreateTask(Hold("held", 1000));
        _ = CreateTask(Hold("never", 1000));
        _ = CreateTask(Hold("never", 1000));
        await SleepMs(1);
    }
}
