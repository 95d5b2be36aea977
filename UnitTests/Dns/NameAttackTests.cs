using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static UnitTests.NameServersInMemory;

namespace UnitTests;

/// <summary>Messages from the network that are not what was asked for: none is believed, and none makes the true answer get lost.</summary>
[TestClass]
public class NameAttackTests
{
    private const int Evil = 66;

    [TestMethod]
    public void A_wrong_number_is_not_believed() => AssertUnharmed((server, id, name) => Reply(server, id ^ 1, name, Evil, 1));

    [TestMethod]
    public void A_sender_that_was_not_asked_is_not_believed() => AssertUnharmed((server, id, name) => Reply(3, id, name, Evil, 1));

    [TestMethod]
    public void A_server_that_was_not_asked_yet_is_not_believed() => AssertUnharmed((server, id, name) => Reply(2, id, name, Evil, 1));

    [TestMethod]
    public void A_port_that_was_not_asked_is_not_believed() => AssertUnharmed((server, id, name) =>
        Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, 60, Evil), new System.Net.IPEndPoint(Server(1).Address, 54), 1));

    [TestMethod]
    public void An_answer_to_another_question_is_not_believed() => AssertUnharmed((server, id, name) => Reply(server, id, "x" + name, Evil, 1));

    [TestMethod]
    public void An_answer_that_makes_no_sense_is_not_believed() => AssertUnharmed((server, id, name) =>
        Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, 60, Evil).Put(7, 255), Server(server), 1));

    [TestMethod]
    public void An_empty_datagram_does_no_harm() => AssertUnharmed((server, id, name) =>
        Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok) { Length = 0 }, Server(server), 1));

    [TestMethod]
    public void A_datagram_longer_than_any_answer_is_not_believed() => AssertUnharmed((server, id, name) =>
        Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Record(null, 16, 60, 600).Skip(600).Address(null, 60, Evil), Server(server), 1));

    [TestMethod]
    public void Addresses_of_other_names_in_an_answer_are_not_kept()
    {
        Begin(1, (server, id, name) =>
        {
            if (name == "a.example")
            {
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, 60, 7).Address("bank.example", 60, Evil), Server(server), 5);
            }
            else
            {
                Reply(server, id, name, 8, 5);
            }
        });
        VirtualTime.Run(ResolveBoth());
        Trace.Is("10.0.0.7@5 10.0.0.8@10");
        Assert.AreEqual(2, Questions);
    }

    [TestMethod]
    public void Answers_that_come_twice_or_too_late_change_nothing()
    {
        Begin(1, (server, id, name) =>
        {
            Reply(server, id, name, 7, 5);
            Reply(server, id, name, Evil, 5);
            Reply(server, id, name, Evil, 6);
        });
        VirtualTime.Run(ResolveBoth());
        Trace.Is("10.0.0.7@5 10.0.0.7@10");
    }

    [TestMethod]
    public void A_flood_does_not_hide_the_answer()
    {
        Begin(1, (server, id, name) =>
        {
            // One message for all: a hundred of their own are more than a board has room for.
            DnsMessageWriter message = new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, 60, Evil);
            for (int i = 0; i < 100; i++)
            {
                Reply(message, Server(3), 1);
            }

            Reply(server, id, name, 7, 2);
        });
        VirtualTime.Run(Say("a.example"));
        Trace.Is("10.0.0.7@2");
    }

    /// <summary>A message comes before the true answer, which comes after 5 ms.</summary>
    private static void AssertUnharmed(Script attack)
    {
        Begin(2, (server, id, name) =>
        {
            attack(server, id, name);
            Reply(server, id, name, 7, 5);
        });
        VirtualTime.Run(Say("a.example"));
        Trace.Is("10.0.0.7@5");
        NameResolverTests.AssertGivenBack(1);
    }

    private static async Coroutine ResolveBoth()
    {
        await Say("a.example");
        await Say("bank.example");
    }
}
