using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class BarrierTests
{
    private static Barrier barrier;

    [TestMethod]
    public void Tasks_go_on_together_when_all_have_arrived()
    {
        VirtualTime.Run(MeetOnce());
        Trace.Is("2:2@20 0:0@20 1:1@20");
    }

    [TestMethod]
    public void A_barrier_serves_again_and_again()
    {
        VirtualTime.Run(MeetThrice());
        Trace.Is("15@3");
    }

    [TestMethod]
    public void A_task_that_comes_again_before_the_others_have_left_waits_until_they_have()
    {
        VirtualTime.Run(ComeAgainAtOnce());
        Trace.Is("b a c b");
    }

    [TestMethod]
    public void A_barrier_for_one_never_waits()
    {
        VirtualTime.Run(MeetAlone());
        Trace.Is("0:0@0 0:0@0 other");
    }

    [TestMethod]
    public void Abort_breaks_the_barrier_for_those_who_wait_and_those_who_come()
    {
        VirtualTime.Run(AbortIt());
        Trace.Is("broken 0:broken 1:broken 2:broken whole 0:0@2 1:1@2");
    }

    [TestMethod]
    public void Reset_breaks_the_wait_of_those_who_wait_and_the_barrier_is_as_new()
    {
        VirtualTime.Run(ResetIt());
        Trace.Is("2 0 whole 0:broken 1:broken 4:2@1 2:0@1 3:1@1");
    }

    [TestMethod]
    public void Reset_and_abort_break_a_round_that_not_all_have_left()
    {
        VirtualTime.Run(BreakBeforeAllHaveLeft(false));
        Trace.Is("1 a:broken whole");
        VirtualTime.Run(BreakBeforeAllHaveLeft(true));
        Trace.Is("1 a:broken broken");
    }

    [TestMethod]
    public void The_first_of_three_to_go_on_can_break_the_barrier_for_the_other_two()
    {
        VirtualTime.Run(FirstOfThreeBreaks(false));
        Trace.Is("c:2 0 a:broken b:broken whole f:2@0 d:0@0 e:1@0");
        VirtualTime.Run(FirstOfThreeBreaks(true));
        Trace.Is("c:2 0 a:broken b:broken broken d:broken e:broken f:broken");
    }

    [TestMethod]
    public void Who_comes_while_the_others_still_leave_waits_for_the_next_round()
    {
        VirtualTime.Run(ComeWhileOthersLeave());
        Trace.Is("c:2 a:0 b:1 f:2 d:0 e:1");
    }

    [TestMethod]
    public void A_cancelled_task_has_not_arrived()
    {
        VirtualTime.Run(CancelOne());
        Trace.Is("1 0:cancelled 0 2:1@2 1:0@2");
    }

    [TestMethod]
    public void A_task_cancelled_after_the_last_has_arrived_leaves_the_next_round_alone()
    {
        VirtualTime.Run(CancelOneAfterTheEnd());
        Trace.Is("0 0:cancelled 0 2:0@2 3:1@2");
    }

    [TestMethod]
    public void A_timeout_at_a_barrier_takes_the_task_out()
    {
        VirtualTime.Run(TimeOut());
        Trace.Is("timeout@5 0");
    }

    [TestMethod]
    public void A_barrier_needs_parties() =>
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new Barrier(0));

    private static async Coroutine Arrive(int number, int durationMs) => await Arrive(number.ToString(), durationMs);

    private static async Coroutine Arrive(string word, int durationMs)
    {
        await SleepMs(durationMs);
        try
        {
            int index = await barrier.Wait();
            Trace.AddWithTime(word + ":" + index);
        }
        catch (BrokenBarrierException)
        {
            Trace.Add(word + ":broken");
        }
        catch (CancelledException)
        {
            Trace.Add(word + ":cancelled");
            throw;
        }
    }

    private static async Coroutine MeetOnce()
    {
        barrier = new Barrier(3);
        Assert.AreEqual(3, barrier.Parties);
        await Gather(Arrive(0, 5), Arrive(1, 10), Arrive(2, 20));
    }

    private static async Coroutine MeetThrice()
    {
        barrier = new Barrier(5);
        Task<int>[] tasks = new Task<int>[5];
        for (int i = 0; i < 5; i++)
        {
            tasks[i] = CreateTask(CountRounds(i));
        }

        int rounds = 0;
        for (int i = 0; i < 5; i++)
        {
            rounds += await tasks[i];
        }

        Trace.AddWithTime(rounds.ToString());
    }

    private static async Coroutine<int> CountRounds(int number)
    {
        for (int i = 0; i < 3; i++)
        {
            await SleepMs((number + i) % 2);
            await barrier.Wait();
        }

        return 3;
    }

    private static async Coroutine ComeAgainAtOnce()
    {
        barrier = new Barrier(2);
        _ = CreateTask(ArriveAndSay("a", 1));
        _ = CreateTask(ArriveAndSay("b", 2));
        _ = CreateTask(ArriveAndSay("c", 1));
        await SleepMs(5);
    }

    private static async Coroutine ArriveAndSay(string word, int times)
    {
        for (int i = 0; i < times; i++)
        {
            await barrier.Wait();
            Trace.Add(word);
        }
    }

    private static async Coroutine MeetAlone()
    {
        _ = CreateTask(Scripts.Say("other"));
        barrier = new Barrier(1);
        for (int i = 0; i < 2; i++)
        {
            int index = await barrier.Wait();
            Trace.AddWithTime("0:" + index);
        }

        await SleepMs(0);
    }

    private static async Coroutine AbortIt()
    {
        barrier = new Barrier(3);
        _ = CreateTask(Arrive(0, 0));
        _ = CreateTask(Arrive(1, 0));
        await SleepMs(1);
        barrier.Abort();
        Trace.Add(barrier.IsBroken ? "broken" : "whole");
        await Arrive(2, 0);
        barrier.Reset();
        Trace.Add(barrier.IsBroken ? "broken" : "whole");
        _ = CreateTask(Arrive(0, 0));
        _ = CreateTask(Arrive(1, 0));
        await SleepMs(1);
        await barrier.Wait();
        await SleepMs(0);
    }

    private static async Coroutine ResetIt()
    {
        barrier = new Barrier(3);
        _ = CreateTask(Arrive(0, 0));
        _ = CreateTask(Arrive(1, 0));
        await SleepMs(1);
        Trace.Add(barrier.WaitingCount.ToString());
        barrier.Reset();
        Trace.Add(barrier.WaitingCount.ToString());
        Trace.Add(barrier.IsBroken ? "broken" : "whole");
        _ = CreateTask(Arrive(2, 0));
        _ = CreateTask(Arrive(3, 0));
        await SleepMs(0);
        await SleepMs(0);
        await Arrive(4, 0);
        await SleepMs(0);
    }

    private static async Coroutine BreakBeforeAllHaveLeft(bool aborts)
    {
        barrier = new Barrier(2);
        _ = CreateTask(Arrive("a", 0));
        await SleepMs(1);
        int index = await barrier.Wait();
        Trace.Add(index.ToString());
        Break(aborts);
        await SleepMs(1);
        Trace.Add(barrier.IsBroken ? "broken" : "whole");
    }

    private static async Coroutine FirstOfThreeBreaks(bool aborts)
    {
        barrier = new Barrier(3);
        Task a = CreateTask(Arrive("a", 0));
        Task b = CreateTask(Arrive("b", 0));
        await SleepMs(0);
        await SleepMs(0);
        int index = await barrier.Wait();
        Trace.Add("c:" + index);
        Trace.Add(barrier.WaitingCount.ToString());
        Break(aborts);
        await WaitAll(a, b);
        Trace.Add(barrier.IsBroken ? "broken" : "whole");
        await Gather(Arrive("d", 0), Arrive("e", 0), Arrive("f", 0));
    }

    private static void Break(bool aborts)
    {
        if (aborts)
        {
            barrier.Abort();
        }
        else
        {
            barrier.Reset();
        }
    }

    private static async Coroutine ComeWhileOthersLeave()
    {
        barrier = new Barrier(3);
        _ = CreateTask(ArriveOnce("a"));
        _ = CreateTask(ArriveOnce("b"));
        await SleepMs(0);
        await SleepMs(0);
        await ArriveOnce("c");
        await Gather(ArriveOnce("d"), ArriveOnce("e"), ArriveOnce("f"));
    }

    private static async Coroutine ArriveOnce(string word)
    {
        int index = await barrier.Wait();
        Trace.Add(word + ":" + index);
    }

    private static async Coroutine CancelOne()
    {
        barrier = new Barrier(2);
        Task first = CreateTask(Arrive(0, 0));
        await SleepMs(1);
        Trace.Add(barrier.WaitingCount.ToString());
        first.Cancel();
        await SleepMs(1);
        Trace.Add(barrier.WaitingCount.ToString());
        await Gather(Arrive(1, 0), Arrive(2, 0));
    }

    private static async Coroutine CancelOneAfterTheEnd()
    {
        barrier = new Barrier(2);
        Task first = CreateTask(Arrive(0, 0));
        await SleepMs(1);
        await barrier.Wait();
        Trace.Add(barrier.WaitingCount.ToString());
        first.Cancel();
        await SleepMs(1);
        Trace.Add(barrier.WaitingCount.ToString());
        _ = CreateTask(Arrive(2, 0));
        await SleepMs(0);
        await SleepMs(0);
        int index = await barrier.Wait();
        await SleepMs(0);
        Trace.AddWithTime("3:" + index);
    }

    private static async Coroutine TimeOut()
    {
        barrier = new Barrier(2);
        try
        {
            await WaitForMs(barrier.Wait(), 5);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        Trace.Add(barrier.WaitingCount.ToString());
    }
}
