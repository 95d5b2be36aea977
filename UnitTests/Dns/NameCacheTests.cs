using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.NameServersInMemory;

namespace UnitTests;

/// <summary>What is known of names is kept for as long as it holds, and no longer.</summary>
[TestClass]
public class NameCacheTests
{
    private static int lifetime;

    [TestMethod]
    public void A_name_is_asked_for_once_in_its_lifetime()
    {
        AnswerFor(30);
        VirtualTime.Run(ResolveAt(0, 29999));
        Trace.Is("10.0.0.1@0 10.0.0.1@29999");
        Assert.AreEqual(1, Questions);
    }

    [TestMethod]
    public void A_name_is_asked_for_again_after_its_lifetime()
    {
        AnswerFor(30);
        VirtualTime.Run(ResolveAt(0, 30000));
        Trace.Is("10.0.0.1@0 10.0.0.2@30000");
        Assert.AreEqual(2, Questions);
    }

    [TestMethod]
    public void What_a_name_is_found_to_be_anew_takes_the_place_of_what_it_was()
    {
        AnswerFor(30);
        VirtualTime.Run(ResolveAt(0, 30000, 30001));
        Trace.Is("10.0.0.1@0 10.0.0.2@30000 10.0.0.2@30001");
    }

    [TestMethod]
    public void A_name_without_a_lifetime_is_not_kept()
    {
        AnswerFor(0);
        VirtualTime.Run(ResolveAt(0, 1));
        Trace.Is("10.0.0.1@0 10.0.0.2@1");
    }

    [TestMethod]
    public void That_there_is_no_such_name_is_kept_as_well()
    {
        Begin(1, (server, id, name) => Reply(new DnsMessageWriter(id, name, DnsMessageWriter.NoSuchName).Authority(60, 10), Server(server), 0));
        VirtualTime.Run(ResolveAt(0, 9999));
        Trace.Is("no_host@0 no_host@9999");
        Assert.AreEqual(1, Questions);
    }

    [TestMethod]
    public void A_failure_is_not_kept()
    {
        Begin(1, (server, id, name) =>
        {
            if (Questions > NameLookup.Rounds)
            {
                Reply(server, id, name, 7, 0);
            }
        });
        VirtualTime.Run(ResolveAt(0, 6001));
        Trace.Is("no_answer@6000 10.0.0.7@6001");
    }

    [TestMethod]
    public void Names_are_the_same_in_capital_letters_and_with_a_dot_at_the_end()
    {
        AnswerFor(30);
        VirtualTime.Run(ResolveSpellings());
        Trace.Is("10.0.0.1@0 10.0.0.1@0 10.0.0.1@0");
    }

    [TestMethod]
    public void One_name_more_than_there_is_room_for_displaces_the_one_that_would_expire_first()
    {
        lifetime = 100;
        Begin(1, (server, id, name) => Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, --lifetime, Questions), Server(server), 0));
        VirtualTime.Run(ResolveOneTooMany());
        Trace.Is("9 asked, 9 asked, 10 asked");
    }

    [TestMethod]
    public void Whoever_gets_the_addresses_cannot_change_what_is_kept()
    {
        AnswerFor(30);
        VirtualTime.Run(SpoilAddresses());
        Trace.Is("10.0.0.1@0");
    }

    [TestMethod]
    public void Other_servers_are_asked_anew()
    {
        AnswerFor(30);
        VirtualTime.Run(ResolveFromOtherServers());
        Trace.Is("10.0.0.1@0 10.0.0.2@0");
    }

    [TestMethod]
    public void Another_loop_with_a_time_of_its_own_asks_anew()
    {
        AnswerFor(30);
        VirtualTime.Run(ResolveAt(0, 0));
        VirtualTime.Run(ResolveAt(0, 0));
        Trace.Is("10.0.0.2@0 10.0.0.2@0");
    }

    private static void AnswerFor(int seconds)
    {
        lifetime = seconds;
        Begin(1, (server, id, name) => Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, lifetime, Questions), Server(server), 0));
    }

    private static async Coroutine ResolveAt(params int[] timesMs)
    {
        foreach (int timeMs in timesMs)
        {
            await SleepMs((int)(timeMs - VirtualTime.NowMs));
            await Say("a.example");
        }
    }

    private static async Coroutine ResolveSpellings()
    {
        await Say("a.example");
        await Say("A.EXAMPLE");
        await Say("a.Example.");
    }

    private static async Coroutine ResolveOneTooMany()
    {
        for (int i = 0; i <= NameCache.Capacity; i++)
        {
            await Resolver.Resolve("host" + i + ".example");
        }

        Trace.Add(Questions + " asked,");
        await Resolver.Resolve("host0.example");
        Trace.Add(Questions + " asked,");
        await Resolver.Resolve("host7.example");
        Trace.Add(Questions + " asked");
    }

    private static async Coroutine SpoilAddresses()
    {
        System.Net.IPAddress[] addresses = await Resolver.Resolve("a.example");
        addresses[0] = null;
        await Say("a.example");
    }

    private static async Coroutine ResolveFromOtherServers()
    {
        await Say("a.example");
        Resolver.Servers = new[] { Server(2) };
        await Say("a.example");
    }
}
