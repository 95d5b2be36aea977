using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.LockTests;

namespace UnitTests;

[TestClass]
public class LockCancelTests
{
    [TestMethod]
    public void S9_6_cancelling_a_waiter_takes_it_out_of_the_line()
    {
        VirtualTime.Run(CancelAWaiter());
        Trace.Is("b:cancelled c d free");
    }

    [TestMethod]
    public void S9_6_cancelling_the_chosen_next_owner_passes_the_lock_on()
    {
        VirtualTime.Run(CancelTheNextOwner(false));
        Trace.Is("b:cancelled c free");
    }

    [TestMethod]
    public void S9_6_cancelling_the_chosen_next_owner_frees_the_lock_if_nobody_else_waits()
    {
        VirtualTime.Run(CancelTheNextOwner(true));
        Trace.Is("b:cancelled free");
    }

    [TestMethod]
    public void S9_6_a_next_owner_that_catches_its_cancellation_can_take_the_lock_at_once()
    {
        VirtualTime.Run(TakeItAfterACancel());
        Trace.Is("caught taken later");
    }

    [TestMethod]
    public void A_timeout_around_acquire_loses_nothing()
    {
        VirtualTime.Run(LimitAcquire());
        Trace.Is("timeout@5 taken@10 free");
    }

    [TestMethod]
    public void A_timeout_that_falls_due_when_the_lock_has_been_passed_on_still_takes_it()
    {
        VirtualTime.Run(LimitAcquireAtTheLastMoment());
        Trace.Is("taken free");
    }

    private static async Coroutine HoldUnlessCancelled(string word)
    {
        try
        {
            await Hold(word, 0);
        }
        catch (CancelledException)
        {
            Trace.Add(word + ":cancelled");
            throw;
        }
    }

    private static async Coroutine CancelAWaiter()
    {
        gate = new Lock();
        await gate.Acquire();
        Task b = CreateTask(HoldUnlessCancelled("b"));
        _ = CreateTask(Hold("c", 0));
        _ = CreateTask(Hold("d", 0));
        await SleepMs(1);
        b.Cancel();
        await SleepMs(1);
        gate.Release();
        await SleepMs(5);
        Trace.Add(Say(gate));
    }

    private static async Coroutine CancelTheNextOwner(bool isAlone)
    {
        gate = new Lock();
        await gate.Acquire();
        Task b = CreateTask(HoldUnlessCancelled("b"));
        if (!isAlone)
        {
            _ = CreateTask(Hold("c", 0));
        }

        await SleepMs(1);
        gate.Release();
        b.Cancel();
        await SleepMs(5);
        Trace.Add(Say(gate));
    }

    private static async Coroutine TakeItAfterACancel()
    {
        gate = new Lock();
        await gate.Acquire();
        Task b = CreateTask(CatchAndTakeIt());
        await SleepMs(1);
        gate.Release();
        b.Cancel();
        await SleepMs(1);
        _ = CreateTask(Hold("later", 0));
        await SleepMs(10);
    }

    private static async Coroutine CatchAndTakeIt()
    {
        try
        {
            await gate.Acquire();
        }
        catch (CancelledException)
        {
            Trace.Add("caught");
        }

        await Hold("taken", 5);
    }

    private static async Coroutine LimitAcquire()
    {
        gate = new Lock();
        await gate.Acquire();
        _ = CreateTask(SleepAndRelease(10));
        try
        {
            await WaitForMs(gate.Acquire(), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        await WaitForMs(gate.Acquire(), 100);
        Trace.AddWithTime(Say(gate));
        gate.Release();
        Trace.Add(Say(gate));
    }

    private static async Coroutine LimitAcquireAtTheLastMoment()
    {
        gate = new Lock();
        await gate.Acquire();
        _ = CreateTask(ReleaseAndCompute());
        await WaitForMs(gate.Acquire(), 10);
        Trace.Add(Say(gate));
        gate.Release();
        Trace.Add(Say(gate));
    }

    private static async Coroutine ReleaseAndCompute()
    {
        await SleepMs(9);
        Scripts.Crowd();
        gate.Release();
        VirtualTime.Clock.Advance(20);
    }
}
