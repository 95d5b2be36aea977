using AsyncCore.Net;
using nanoFramework.TestFramework;

namespace UnitTests;

/// <summary>What the messages of name servers mean, when they are in order.</summary>
[TestClass]
public class DnsResponseTests
{
    private const int Id = 0x1234;

    [TestMethod]
    public void A_question_is_written_as_RFC_1035_has_it()
    {
        byte[] message = new byte[512];
        int length = DnsQuery.Write(message, Id, "ab.c");

        Assert.AreEqual("18 52 1 0 0 1 0 0 0 0 0 0 2 97 98 1 99 0 0 1 0 1", Text(message, length));
    }

    [TestMethod]
    public void The_longest_question_fits_into_271_bytes()
    {
        string label = "a23456789b23456789c23456789d23456789e23456789f23456789g23456789";
        string name = label.Substring(0, 61) + "." + label + "." + label + "." + label;

        Assert.AreEqual(253, name.Length);
        Assert.AreEqual(271, DnsQuery.Write(new byte[271], Id, name));
    }

    [TestMethod]
    public void Addresses_are_read_in_the_order_of_the_answer() =>
        Is("Addresses 10.0.1.44 10.0.0.2 for 60", Answer("a.b").Address(null, 100, 300).Address("a.b", 60, 2));

    [TestMethod]
    public void Capital_letters_make_no_difference() => Is("Addresses 10.0.0.1 for 60", Answer("A.b").Address("a.B", 60, 1));

    [TestMethod]
    public void Eight_addresses_are_kept_of_more()
    {
        DnsMessageWriter answer = Answer("a.b");
        for (int i = 1; i <= 12; i++)
        {
            answer.Address(null, 60, i);
        }

        Is("Addresses 10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6 10.0.0.7 10.0.0.8 for 60", answer);
    }

    [TestMethod]
    public void Aliases_are_followed_and_the_shortest_lifetime_holds() =>
        Is("Addresses 10.0.0.1 for 7", Answer("a.b").Alias(null, 100, "c.d").Alias("c.d", 7, "e").Address("e", 60, 1));

    [TestMethod]
    public void An_alias_of_which_no_more_is_said_is_an_answer_too() => Is("Alias c.d for 100", Answer("a.b").Alias(null, 100, "c.d"));

    [TestMethod]
    public void An_address_before_its_alias_leaves_the_alias_to_be_asked_for() =>
        Is("Alias c.d for 100", Answer("a.b").Address("c.d", 60, 1).Alias(null, 100, "c.d"));

    [TestMethod]
    public void A_name_that_does_not_exist_is_absent_for_as_long_as_the_zone_says()
    {
        Is("NoName for 20", Answer("a.b", DnsMessageWriter.NoSuchName).Authority(20, 100));
        Is("NoName for 30", Answer("a.b", DnsMessageWriter.NoSuchName).Authority(100, 30));
        Is("NoName for 60", Answer("a.b", DnsMessageWriter.NoSuchName).Authority(100000, 100000));
        Is("NoName for 0", Answer("a.b", DnsMessageWriter.NoSuchName));
    }

    [TestMethod]
    public void A_name_may_have_no_address()
    {
        Is("NoAddress for 0", Answer("a.b"));
        Is("NoAddress for 20", Answer("a.b").Alias(null, 100, "c.d").Authority(20, 100));
    }

    [TestMethod]
    public void An_alias_may_lead_to_no_name() => Is("NoName for 20", Answer("a.b", DnsMessageWriter.NoSuchName).Alias(null, 100, "c.d").Authority(20, 100));

    [TestMethod]
    public void Other_records_are_passed_over() =>
        Is("Addresses 10.0.0.1 for 60", Answer("a.b").Record(null, 28, 60, 16).Skip(16).Record(null, 16, 60, 3).Skip(3).Address(null, 60, 1));

    [TestMethod]
    public void Addresses_of_other_names_do_not_count() => Is("NoAddress for 0", Answer("a.b").Address("evil.b", 60, 66).Alias("x.b", 60, "a.b"));

    [TestMethod]
    public void Records_of_another_class_do_not_count()
    {
        DnsMessageWriter answer = Answer("a.b").Address(null, 60, 1);
        Is("NoAddress for 0", answer.Put(answer.Length - 11, 3));
    }

    [TestMethod]
    public void A_negative_lifetime_is_none() => Is("Addresses 10.0.0.1 for 0", Answer("a.b").Address(null, -5, 1));

    [TestMethod]
    public void No_lifetime_is_longer_than_a_day() => Is("Addresses 10.0.0.1 for 86400", Answer("a.b").Address(null, int.MaxValue, 1));

    [TestMethod]
    public void A_server_that_refuses_says_why()
    {
        Is("Refused 2", Answer("a.b", DnsMessageWriter.ServerFailure));
        Is("Refused 5", Answer("a.b", DnsMessageWriter.Refused));
    }

    [TestMethod]
    public void A_server_that_refuses_need_not_repeat_the_question()
    {
        int[] codes = { 1, 2, 4, 5, 15 };
        for (int i = 0; i < codes.Length; i++)
        {
            Is("Refused " + codes[i], DnsMessageWriter.Bare(Id, codes[i]).Put(5, 0));
            Is("Refused " + codes[i], DnsMessageWriter.Bare(Id, codes[i]));
            Is("Refused " + codes[i], DnsMessageWriter.Bare(Id, codes[i]).Put(5, 0).Put(11, 1).Byte(0).Number(41).Number(1232).Number(0).Number(0).Number(0));
        }
    }

    [TestMethod]
    public void That_there_is_no_such_name_counts_only_with_the_question()
    {
        Is("Other", DnsMessageWriter.Bare(Id, DnsMessageWriter.NoSuchName).Put(5, 0));
        Is("Other", DnsMessageWriter.Bare(Id, DnsMessageWriter.NoSuchName));
        Is("Other", DnsMessageWriter.Bare(Id, DnsMessageWriter.Ok).Put(5, 0));
        Is("None", DnsMessageWriter.Bare(Id, DnsMessageWriter.Refused).Put(5, 0).Put(2, 0x01));
    }

    [TestMethod]
    public void An_answer_that_was_cut_is_not_used() => Is("Truncated", Answer("a.b").Address(null, 60, 1).Put(2, 0x83));

    [TestMethod]
    public void The_number_of_a_message_is_at_its_beginning()
    {
        Assert.AreEqual(Id, DnsResponse.IdOf(Answer("a.b").Bytes, 30));
        Assert.AreEqual(-1, DnsResponse.IdOf(Answer("a.b").Bytes, 11));
    }

    internal static DnsMessageWriter Answer(string question, int code = DnsMessageWriter.Ok) => new DnsMessageWriter(Id, question, code);

    internal static void Is(string expected, DnsMessageWriter scribe) => Assert.AreEqual(expected, Say(scribe.Bytes, scribe.Length, "a.b"));

    /// <summary>What a message is read as.</summary>
    internal static string Say(byte[] message, int length, string question)
    {
        DnsResponse answer = new DnsResponse();
        switch (answer.Read(message, length, question))
        {
            case DnsResponseKind.None:
                return "None";
            case DnsResponseKind.Other:
                return "Other";
            case DnsResponseKind.Malformed:
                return "Malformed";
            case DnsResponseKind.Truncated:
                return "Truncated";
            case DnsResponseKind.Refused:
                return "Refused " + answer.Code;
            case DnsResponseKind.NoName:
                return "NoName for " + answer.LifetimeSeconds;
            case DnsResponseKind.NoAddress:
                return "NoAddress for " + answer.LifetimeSeconds;
            case DnsResponseKind.Alias:
                return "Alias " + answer.Alias + " for " + answer.LifetimeSeconds;
            default:
                return "Addresses " + Addresses(answer.Addresses) + "for " + answer.LifetimeSeconds;
        }
    }

    private static string Addresses(byte[] bytes)
    {
        string text = "";
        for (int i = 0; i < bytes.Length; i += 4)
        {
            text += bytes[i] + "." + bytes[i + 1] + "." + bytes[i + 2] + "." + bytes[i + 3] + " ";
        }

        return text;
    }

    private static string Text(byte[] bytes, int length)
    {
        string text = bytes[0].ToString();
        for (int i = 1; i < length; i++)
        {
            text += " " + bytes[i];
        }

        return text;
    }
}
