using System;
using System.Net;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.NameServersInMemory;

namespace UnitTests;

/// <summary>Resolving names while servers and the network are as they are: slow, deaf, gone.</summary>
[TestClass]
public class NameResolverTests
{
    private static int lost;
    private static int seenIds;
    private static readonly int[] Ids = new int[40];

    [TestMethod]
    public void S10_4_the_loop_goes_on_while_a_name_is_resolved()
    {
        Begin(1, (server, id, name) => Reply(server, id, name, 7, 250));
        VirtualTime.Run(ResolveBesideTicks());
        Trace.Is("tick@100 tick@200 10.0.0.7@250 tick@300");
        AssertGivenBack(1);
    }

    [TestMethod]
    public void A_question_that_gets_lost_is_asked_again_and_given_more_time()
    {
        lost = 2;
        Begin(1, (server, id, name) =>
        {
            if (lost-- <= 0)
            {
                Reply(server, id, name, 7, 20);
            }
        });
        VirtualTime.Run(Say("a.example"));
        Trace.Is("10.0.0.7@3020");
        AssertGivenBack(1);
        Assert.AreEqual(3, Questions);
    }

    [TestMethod]
    public void The_next_server_is_asked_when_one_is_silent()
    {
        Begin(2, (server, id, name) =>
        {
            if (server == 2)
            {
                Reply(server, id, name, 7, 20);
            }
        });
        VirtualTime.Run(Say("a.example"));
        Trace.Is("10.0.0.7@1020");
    }

    [TestMethod]
    public void A_server_that_is_slow_is_heard_even_after_the_next_was_asked()
    {
        Begin(2, (server, id, name) =>
        {
            if (server == 1)
            {
                Reply(server, id, name, 7, 1500);
            }
        });
        VirtualTime.Run(Say("a.example"));
        Trace.Is("10.0.0.7@1500");
    }

    [TestMethod]
    public void The_next_server_is_asked_at_once_when_one_refuses()
    {
        Begin(3, (server, id, name) => Reply(new DnsMessageWriter(id, name, server < 3 ? DnsMessageWriter.Refused : 0).Address(null, 60, server), Server(server), 5));
        VirtualTime.Run(Say("a.example"));
        Trace.Is("10.0.0.3@15");
    }

    [TestMethod]
    public void S10_3_a_name_that_does_not_exist_is_told_from_a_server_that_is_silent()
    {
        Begin(1, (server, id, name) =>
        {
            if (name == "no.example")
            {
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.NoSuchName), Server(server), 5);
            }
        });
        VirtualTime.Run(SayBoth("no.example", "silent.example"));
        Trace.Is("no_host@5 no_answer@6005");
        AssertGivenBack(2);
    }

    [TestMethod]
    public void S10_3_the_failure_says_whom_it_asked_and_what_they_did()
    {
        Begin(4, (server, id, name) =>
        {
            if (server == 2)
            {
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.ServerFailure), Server(server), 5);
            }
            else if (server == 3)
            {
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, 60, 1).Put(7, 9), Server(server), 5);
            }
            else if (server == 4)
            {
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Put(2, 0x83), Server(server), 5);
            }
        });
        VirtualTime.Run(SayWhyNot("A.Example."));
        Trace.Is("'a.example' could not be resolved: 10.0.0.1:53 did not answer; 10.0.0.2:53 said: server failure; "
            + "10.0.0.3:53 sent an answer that makes no sense; "
            + "10.0.0.4:53 sent a part of an answer that is too long for a datagram, and there is no asking by TCP here.");
    }

    [TestMethod]
    public void S10_3_a_name_is_told_from_a_host_without_an_address()
    {
        Begin(1, (server, id, name) => Reply(new DnsMessageWriter(id, name, name == "no.example" ? DnsMessageWriter.NoSuchName : DnsMessageWriter.Ok), Server(server), 5));
        VirtualTime.Run(SayBothWhyNot("no.example", "mail.example"));
        Trace.Is("There is no host named 'no.example'. The host 'mail.example' has no IPv4 address.");
    }

    [TestMethod]
    public void A_refusal_without_the_question_counts_if_it_has_the_right_number_and_sender()
    {
        Begin(2, (server, id, name) =>
        {
            Reply(DnsMessageWriter.Bare(id ^ 1, DnsMessageWriter.Refused).Put(5, 0), Server(server), 1);
            Reply(DnsMessageWriter.Bare(id, DnsMessageWriter.Refused).Put(5, 0), Server(3), 1);
            Reply(DnsMessageWriter.Bare(id, DnsMessageWriter.Refused).Put(5, 0), Server(server), 5);
        });
        VirtualTime.Run(SayWhyNot("a.example"));
        Trace.Is("'a.example' could not be resolved: 10.0.0.1:53 said: refused; 10.0.0.2:53 said: refused.");
        Assert.AreEqual(2, Questions);
    }

    [TestMethod]
    public void A_server_that_answers_something_else_is_not_said_to_be_silent()
    {
        Begin(1, (server, id, name) => Reply(server, id, "x" + name, 7, 5));
        VirtualTime.Run(SayWhyNot("a.example"));
        Trace.Is("'a.example' could not be resolved: 10.0.0.1:53 answered another question.");
    }

    [TestMethod]
    public void When_all_servers_refuse_nobody_waits_for_the_time_to_be_up()
    {
        Begin(2, (server, id, name) => Reply(new DnsMessageWriter(id, name, DnsMessageWriter.ServerFailure), Server(server), 5));
        VirtualTime.Run(Say("a.example"));
        Trace.Is("no_answer@10");
        Assert.AreEqual(2, Questions);
    }

    [TestMethod]
    public void S10_4_a_network_that_is_down_is_an_error_soon_and_not_a_wait()
    {
        Begin(1, null);
        IsDown = true;
        VirtualTime.Run(Say("a.example"));
        Trace.Is("no_answer@300");
        AssertGivenBack(1);
    }

    [TestMethod]
    public void A_network_that_comes_back_in_time_is_used()
    {
        Begin(1, (server, id, name) => Reply(server, id, name, 7, 20));
        IsDown = true;
        VirtualTime.Run(ResolveWhileNetworkComesBack());
        Trace.Is("10.0.0.7@120");
    }

    [TestMethod]
    public void Aliases_are_followed_from_message_to_message()
    {
        Begin(1, (server, id, name) =>
        {
            if (name == "c.example")
            {
                Reply(server, id, name, 7, 5);
            }
            else
            {
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Alias(null, 60, name == "a.example" ? "b.example" : "c.example"), Server(server), 5);
            }
        });
        VirtualTime.Run(Say("a.example"));
        Trace.Is("10.0.0.7@15");
        AssertGivenBack(1);
    }

    [TestMethod]
    public void Aliases_without_end_come_to_an_end()
    {
        Begin(1, (server, id, name) => Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Alias(null, 60, "x" + name), Server(server), 0));
        VirtualTime.Run(SayBothWhyNot("a.example", "a.example"));
        Trace.Is("'a.example' could not be resolved: its aliases lead to ever more aliases. 'a.example' could not be resolved: its aliases lead to ever more aliases.");
        Assert.AreEqual(18, Questions);
    }

    [TestMethod]
    public void Every_question_has_a_number_of_its_own()
    {
        seenIds = 0;
        Begin(1, (server, id, name) =>
        {
            Ids[seenIds++] = id;
            Reply(new DnsMessageWriter(id, name, DnsMessageWriter.NoSuchName), Server(server), 5);
        });
        VirtualTime.Run(ResolveMany(40));
        int equal = 0;
        for (int i = 1; i < Ids.Length; i++)
        {
            equal += Array.IndexOf(Ids, Ids[i]) < i ? 1 : 0;
            Assert.IsTrue(Ids[i] >= 0 && Ids[i] <= 65535);
        }

        Assert.IsTrue(equal < 5, equal + " of 40 numbers were used twice.");
    }

    [TestMethod]
    public void An_address_and_the_board_itself_need_no_server()
    {
        Begin(1, null);
        VirtualTime.Run(SayBoth("192.168.1.20", "localhost"));
        Trace.Is("192.168.1.20@0 127.0.0.1@0");
        Assert.AreEqual(0, Openings);
    }

    [TestMethod]
    public void A_place_to_send_datagrams_to_is_resolved_too()
    {
        Begin(1, (server, id, name) => Reply(server, id, name, 7, 5));
        VirtualTime.Run(SayEndPoint());
        Trace.Is("10.0.0.7 514");
    }

    internal static void AssertGivenBack(int openings)
    {
        Assert.IsTrue(Open == null, "The socket is still open.");
        Assert.AreEqual(openings, Openings);
    }

    private static async Coroutine ResolveBesideTicks()
    {
        Task ticks = CreateTask(Tick());
        await Say("a.example");
        await ticks;
    }

    private static async Coroutine Tick()
    {
        for (int i = 0; i < 3; i++)
        {
            await SleepMs(100);
            Trace.AddWithTime("tick");
        }
    }

    private static async Coroutine SayBoth(string first, string second)
    {
        await Say(first);
        await Say(second);
    }

    private static async Coroutine SayBothWhyNot(string first, string second)
    {
        await SayWhyNot(first);
        await SayWhyNot(second);
    }

    private static async Coroutine ResolveMany(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Say("host" + i + ".example");
        }
    }

    private static async Coroutine ResolveWhileNetworkComesBack()
    {
        Task resolving = CreateTask(Say("a.example"));
        await SleepMs(50);
        IsDown = false;
        await resolving;
    }

    private static async Coroutine SayEndPoint()
    {
        IPEndPoint endPoint = await Resolver.ResolveEndPoint("log.example", 514);
        Trace.Add(Text(endPoint.Address));
        Trace.Add(endPoint.Port.ToString());
    }
}
