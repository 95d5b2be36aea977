using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>
/// Cancels a task at every moment of a wait for every kind of thing there is. The exception must come, the others must be served as if the
/// task had never been there, and nothing may be left behind.
/// </summary>
[TestClass]
public class CancelEverywhereTests
{
    private const int MaxTurnsAfterWaking = 20;

    private static WaitKind kind;
    private static int started;
    private static int ended;
    private static int deliveries;
    private static int served;

    [TestMethod]
    public void A_task_cancelled_before_its_start_leaves_nothing_behind()
    {
        for (int i = 0; i < WaitKind.All().Length; i++)
        {
            Prepare(i);
            VirtualTime.Run(CancelBeforeStart());
            Check(0);
        }
    }

    [TestMethod]
    public void A_task_cancelled_while_it_waits_leaves_nothing_behind()
    {
        for (int i = 0; i < WaitKind.All().Length; i++)
        {
            Prepare(i);
            VirtualTime.Run(CancelWaiting());
            Check(1);
        }
    }

    [TestMethod]
    public void A_task_cancelled_between_its_waking_and_its_turn_leaves_nothing_behind()
    {
        for (int i = 0; i < WaitKind.All().Length; i++)
        {
            // How many turns lie between the cause and the turn of the victim differs; so all numbers are tried.
            for (int turns = 0; turns <= MaxTurnsAfterWaking; turns++)
            {
                Prepare(i);
                VirtualTime.Run(CancelWoken(turns));
            }
        }
    }

    [TestMethod]
    public void A_task_cancelled_while_it_unwinds_leaves_nothing_behind()
    {
        for (int i = 0; i < WaitKind.All().Length; i++)
        {
            Prepare(i);
            VirtualTime.Run(CancelUnwinding());
            Check(2);
        }
    }

    [TestMethod]
    public void A_task_that_cancels_itself_before_it_waits_leaves_nothing_behind()
    {
        for (int i = 0; i < WaitKind.All().Length; i++)
        {
            Prepare(i);
            VirtualTime.Run(CancelSelf());
            Check(1);
        }
    }

    [TestMethod]
    public void A_wait_that_times_out_leaves_nothing_behind()
    {
        for (int i = 0; i < WaitKind.All().Length; i++)
        {
            Prepare(i);
            if (!kind.EndsByItself)
            {
                VirtualTime.Run(TimeOut());
                Check(0);
            }
        }
    }

    [TestMethod]
    public void A_run_that_ends_leaves_nobody_behind()
    {
        for (int i = 0; i < WaitKind.All().Length; i++)
        {
            Prepare(i);
            VirtualTime.Run(LeaveTwoBehind());
            Assert.AreEqual(started, ended, Label());
            Assert.IsTrue(served == 0 || kind.EndsByItself, Label());
            Assert.IsFalse(kind.HasWaiters, Label());
        }
    }

    private static void Prepare(int index)
    {
        kind = WaitKind.All()[index];
        started = ended = deliveries = served = 0;
    }

    private static void Check(int expectedDeliveries)
    {
        Assert.AreEqual(expectedDeliveries, deliveries, Label() + " deliveries");
        Assert.AreEqual(1, served, Label() + " others served");
        Assert.AreEqual(started, ended, Label() + " ended");
    }

    private static string Label() => kind.GetType().Name;

    private static async Coroutine Victim(bool waitsInCleanup)
    {
        started++;
        try
        {
            await kind.Wait();
        }
        catch (CancelledException)
        {
            deliveries++;
            if (waitsInCleanup)
            {
                await WaitInCleanup();
            }

            throw;
        }
        finally
        {
            ended++;
        }
    }

    private static async Coroutine WaitInCleanup()
    {
        try
        {
            await kind.Wait();
        }
        catch (CancelledException)
        {
            deliveries++;
            throw;
        }
    }

    private static async Coroutine Other()
    {
        started++;
        try
        {
            await kind.Wait();
            served++;
        }
        finally
        {
            ended++;
        }
    }

    private static Task StartOther() => kind.ServesMany ? CreateTask(Other(), "other") : null;

    /// <summary>Brings about what the other waits for, who must be served then.</summary>
    private static async Coroutine ServeOther(Task victim, Task other)
    {
        if (victim != null)
        {
            await Gather(true, victim);
            Assert.IsTrue(victim.IsCancelled, Label() + " not cancelled");
        }

        if (other == null)
        {
            other = CreateTask(Other());
            await Turns(3);
        }

        kind.Fulfil();
        await WaitForMs(other, 1000);
        Assert.IsFalse(kind.HasWaiters, Label() + " has waiters");
    }

    private static async Coroutine Turns(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await SleepMs(0);
        }
    }

    private static async Coroutine CancelBeforeStart()
    {
        Task victim = CreateTask(Victim(false), "victim");
        Task other = StartOther();
        victim.Cancel();
        await ServeOther(victim, other);
    }

    private static async Coroutine CancelWaiting()
    {
        Task before = StartOther();
        Task victim = CreateTask(Victim(false), "victim");
        Task after = StartOther();

        // One turn, so that the victim is at its wait even if that is for a turn.
        await SleepMs(0);
        victim.Cancel();
        await ServeOther(victim, after);
        if (before != null)
        {
            await WaitForMs(before, 1000);
            served--;
        }
    }

    private static async Coroutine CancelWoken(int turns)
    {
        Task victim = CreateTask(Victim(false), "victim");
        Task other = StartOther();
        await Turns(kind.EndsByItself ? 1 : 5);
        kind.Fulfil();
        await Turns(turns);
        if (victim.IsDone)
        {
            Assert.AreEqual(0, deliveries, Label());
            return;
        }

        victim.Cancel();
        await ServeOther(victim, other);
        Check(1);
    }

    private static async Coroutine CancelUnwinding()
    {
        Task victim = CreateTask(Victim(true), "victim");
        Task other = StartOther();
        await SleepMs(0);
        victim.Cancel();
        while (deliveries == 0)
        {
            await SleepMs(0);
        }

        victim.Cancel();
        await ServeOther(victim, other);
    }

    private static async Coroutine CancelSelf()
    {
        Task victim = CreateTask(CancelSelfAndWait(), "victim");
        Task other = StartOther();
        await ServeOther(victim, other);
    }

    private static async Coroutine CancelSelfAndWait()
    {
        CurrentTask.Cancel();
        await Victim(false);
    }

    private static async Coroutine TimeOut()
    {
        Task other = StartOther();
        try
        {
            await WaitForMs(kind.Wait(), 5);
            Assert.IsTrue(false, Label() + " did not time out");
        }
        catch (TimeoutException)
        {
        }

        Assert.AreEqual(5, VirtualTime.NowMs, Label());
        await ServeOther(null, other);
    }

    private static async Coroutine LeaveTwoBehind()
    {
        _ = CreateTask(Other());
        _ = StartOther();
        await SleepMs(0);
    }
}
