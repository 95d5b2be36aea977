using System;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.NameServersInMemory;

namespace UnitTests;

/// <summary>Many tasks that resolve names at once share one socket, and the same name one question; none of them can spoil it for another.</summary>
[TestClass]
public class NameSharingTests
{
    private const int DelayMs = 20;

    [TestMethod]
    public void Tasks_that_want_the_same_name_share_one_question()
    {
        AnswerAll();
        VirtualTime.Run(Together("a.example", "A.example", "a.example."));
        Trace.Is("10.0.0.1@20 10.0.0.1@20 10.0.0.1@20");
        Assert.AreEqual(1, Questions);
    }

    [TestMethod]
    public void Tasks_that_want_the_same_name_share_the_failure_too()
    {
        Begin(1, (server, id, name) => Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Refused), Server(server), DelayMs));
        VirtualTime.Run(Together("a.example", "a.example"));
        Trace.Is("no_answer@20 no_answer@20");
    }

    [TestMethod]
    public void Different_names_share_one_socket()
    {
        AnswerAll();
        VirtualTime.Run(Together("a.example", "b.example", "c.example"));
        Trace.Is("10.0.0.1@20 10.0.0.2@20 10.0.0.3@20");
        NameResolverTests.AssertGivenBack(1);
    }

    [TestMethod]
    public void Answers_may_come_in_any_order()
    {
        Begin(1, (server, id, name) => Reply(server, id, name, Questions, 50 - (10 * Questions)));
        VirtualTime.Run(Together("a.example", "b.example", "c.example"));
        Trace.Is("10.0.0.3@20 10.0.0.2@30 10.0.0.1@40");
    }

    [TestMethod]
    public void Four_names_are_looked_up_at_once_and_the_next_waits_for_its_turn()
    {
        AnswerAll();
        VirtualTime.Run(Together("a.example", "b.example", "c.example", "d.example", "e.example", "f.example"));
        Trace.Is("10.0.0.1@20 10.0.0.2@20 10.0.0.3@20 10.0.0.4@20 10.0.0.5@40 10.0.0.6@40");
        Assert.IsTrue(Open == null);
    }

    [TestMethod]
    public void S10_6_a_task_that_is_cancelled_leaves_the_others_their_answer()
    {
        AnswerAll();
        VirtualTime.Run(CancelFirst(10));
        Trace.Is("cancelled@10 10.0.0.1@20");
        Assert.AreEqual(1, Questions);
        NameResolverTests.AssertGivenBack(1);
    }

    [TestMethod]
    public void S10_6_when_all_are_cancelled_the_socket_is_given_back_at_once()
    {
        AnswerAll();
        VirtualTime.Run(CancelAll(10, "a.example", "a.example", "b.example"));
        Trace.Is("cancelled@10 cancelled@10 cancelled@10 closed@10 10.0.0.3@31");
        NameResolverTests.AssertGivenBack(2);
    }

    [TestMethod]
    public void S10_6_a_lookup_that_is_cancelled_before_its_first_turn_leaves_its_place_to_others()
    {
        AnswerAll();
        for (int i = 0; i < NameResolver.MaxLookups; i++)
        {
            VirtualTime.Run(CancelLookupBeforeItsFirstTurn());
            Trace.Is("cancelled@0");
        }

        Assert.AreEqual(0, Openings);
        VirtualTime.Run(Together("a.example"));
        Trace.Is("10.0.0.1@20");
    }

    [TestMethod]
    public void S10_6_a_task_that_is_cancelled_in_the_queue_leaves_its_turn_to_the_next()
    {
        AnswerAll();
        VirtualTime.Run(CancelInTheQueue());
        Trace.Is("cancelled@10 10.0.0.1@20 10.0.0.2@20 10.0.0.3@20 10.0.0.4@20 10.0.0.5@40");
    }

    [TestMethod]
    public void S10_7_a_limit_ends_the_wait_for_a_name()
    {
        Begin(1, (server, id, name) => { });
        VirtualTime.Run(ResolveWithLimit(1500));
        Trace.Is("timeout@1500");
        NameResolverTests.AssertGivenBack(1);
    }

    [TestMethod]
    public void A_name_that_is_wanted_while_its_lookup_is_given_up_is_looked_up_anew()
    {
        AnswerAll();
        VirtualTime.Run(ResolveInTheTurnOfGivingUp());
        Trace.Is("cancelled@10 10.0.0.2@30");
        Assert.IsTrue(Open == null);
    }

    [TestMethod]
    public void A_loop_that_ends_gives_the_socket_back()
    {
        Begin(1, (server, id, name) => { });
        VirtualTime.Run(LeaveALookupBehind());
        Trace.Is("cancelled@10");
        NameResolverTests.AssertGivenBack(1);
    }

    [TestMethod]
    public void One_to_four_servers_can_be_set()
    {
        Begin(1, null);
        Refuse(new System.Net.IPEndPoint[0]);
        Refuse(new System.Net.IPEndPoint[5]);
        Refuse(new System.Net.IPEndPoint[] { null });
    }

    private static void Refuse(System.Net.IPEndPoint[] servers) =>
        Assert.ThrowsException(typeof(ArgumentException), () => Resolver.Servers = servers);

    private static void AnswerAll() => Begin(1, (server, id, name) => Reply(server, id, name, Questions, DelayMs));

    private static async Coroutine Together(params string[] names)
    {
        Awaitable[] tasks = new Awaitable[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            tasks[i] = CreateTask(Say(names[i]));
        }

        await Gather(tasks);
    }

    private static async Coroutine CancelFirst(int afterMs)
    {
        Task first = CreateTask(Say("a.example"));
        Task second = CreateTask(Say("a.example"));
        await SleepMs(afterMs);
        first.Cancel();
        await second;
    }

    private static async Coroutine CancelAll(int afterMs, params string[] names)
    {
        Task[] tasks = new Task[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            tasks[i] = CreateTask(Say(names[i]));
        }

        await SleepMs(afterMs);
        foreach (Task task in tasks)
        {
            task.Cancel();
        }

        await SleepMs(0);
        await SleepMs(0);
        Trace.AddWithTime(Open == null ? "closed" : "open");
        await SleepMs(1);
        await Say("a.example");
    }

    private static async Coroutine CancelLookupBeforeItsFirstTurn()
    {
        _ = CreateTask(Say("a.example"));
        await CreateTask(CancelLookups());
    }

    /// <summary>Comes between the turn in which a lookup is started and its own.</summary>
    private static async Coroutine CancelLookups()
    {
        foreach (Task task in EventLoop.Current.AllTasks())
        {
            if (task is LookupTask)
            {
                task.Cancel();
            }
        }
    }

    private static async Coroutine CancelInTheQueue()
    {
        Task[] tasks = new Task[6];
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i] = CreateTask(Say("host" + i + ".example"));
        }

        await SleepMs(10);
        tasks[4].Cancel();
        await tasks[5];
    }

    private static async Coroutine ResolveWithLimit(int limitMs)
    {
        try
        {
            await WaitForMs(Resolver.Resolve("a.example"), limitMs);
        }
        catch (TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        await SleepMs(0);
    }

    private static async Coroutine ResolveInTheTurnOfGivingUp()
    {
        Task first = CreateTask(Say("a.example"));
        await SleepMs(10);
        first.Cancel();
        await SleepMs(0);
        await Say("a.example");
    }

    private static async Coroutine LeaveALookupBehind()
    {
        _ = CreateTask(Say("a.example"));
        await SleepMs(10);
    }
}
