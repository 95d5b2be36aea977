using System;
using AsyncCore.Net;
using nanoFramework.TestFramework;

namespace UnitTests;

/// <summary>Messages that no honest name server sends.</summary>
[TestClass]
public class DnsHostileTests
{
    private const int QuestionEnd = 21;
    private const int Mutations = 1500;

    private static uint dice;

    [TestMethod]
    public void A_message_that_answers_no_question_of_ours_is_not_read()
    {
        Is("Other", Answer("a.c").Address(null, 60, 1));
        Is("Other", Answer("a.b.c").Address(null, 60, 1));
        Is("Other", Answer("a").Address(null, 60, 1));
        Is("None", Answer("a.b").Address(null, 60, 1).Put(2, 0x01));
        Is("None", Answer("a.b").Address(null, 60, 1).Put(2, 0x91));
        Is("Other", Answer("a.b").Address(null, 60, 1).Put(5, 0));
        Is("Other", Answer("a.b").Address(null, 60, 1).Put(5, 2));
        Is("Other", Answer("a.b").Address(null, 60, 1).Put(QuestionEnd - 3, 28));
        Is("Other", Answer("a.b").Address(null, 60, 1).Put(QuestionEnd - 1, 3));
    }

    [TestMethod]
    public void Counts_that_promise_more_than_there_is_are_seen_through()
    {
        Is("Malformed", Answer("a.b").Address(null, 60, 1).Put(7, 2));
        Is("Malformed", Answer("a.b").Address(null, 60, 1).Put(6, 255).Put(7, 255));
        Is("Malformed", Answer("a.b").Put(9, 1));
    }

    [TestMethod]
    public void Lengths_that_lie_are_seen_through()
    {
        Is("Malformed", Answer("a.b").Record(null, 1, 60, 5).Skip(4));
        Is("Malformed", Answer("a.b").Record(null, 1, 60, 65535).Skip(4));
        Is("Malformed", Answer("a.b").Record(null, 1, 60, 3).Skip(3));
        Is("Malformed", Answer("a.b").Record(null, 1, 60, 16).Skip(16));
        Is("Malformed", Answer("a.b").Record(null, 5, 60, 4).Name("c.d"));
        Is("Malformed", Answer("a.b").Record(null, 5, 60, 9).Name("c.d").Skip(4));
        Is("NoAddress for 0", Answer("a.b").Record(null, 6, 60, 0));
    }

    [TestMethod]
    public void Names_that_point_in_a_circle_end()
    {
        Is("Malformed", Answer("a.b").Put(7, 1).Number(0xC000 | QuestionEnd).Skip(14));
        Is("Malformed", Answer("a.b").Put(7, 1).Byte(1).Byte('x').Number(0xC000 | QuestionEnd).Skip(14));
        Is("Malformed", Answer("a.b").Put(7, 1).Number(0xC000 | (QuestionEnd + 2)).Number(0xC000 | QuestionEnd).Skip(14));
        Is("Malformed", Answer("a.b").Put(7, 1).Number(0xFFFF).Skip(14));
    }

    [TestMethod]
    public void Names_may_point_backwards_again_and_again() =>
        Is("Addresses 10.0.0.1 for 9", Answer("a.b").Record(null, 5, 9, 4).Byte(1).Byte('x').Number(0xC00E).Number(0xC000 | (QuestionEnd + 12)).Number(1).Number(1).Number(0)
            .Number(60).Number(4).Number(10 << 8).Number(1).Put(7, 2));

    [TestMethod]
    public void Names_that_are_too_long_or_no_text_are_refused()
    {
        string label = "a23456789b23456789c23456789d23456789e23456789f23456789g23456789";
        Is("Malformed", Answer("a.b").Address(label + "." + label + "." + label + "." + label, 60, 1));
        Is("Malformed", Answer("a.b").Put(7, 1).Byte(64).Skip(64).Byte(0).Skip(14));
        Is("Malformed", Answer("a.b").Put(7, 1).Byte(0x80).Skip(30));
        Is("Malformed", Answer("a.b").Address("a b", 60, 1));
        Is("Malformed", Answer("a.b").Put(7, 1).Byte(3).Byte('a').Byte('.').Byte('b').Byte(0).Skip(14));
        Is("Other", new DnsMessageWriter(1, "x", DnsMessageWriter.Ok).Put(13, 0));
    }

    [TestMethod]
    public void A_message_that_ends_anywhere_is_never_taken_for_a_whole_one()
    {
        DnsMessageWriter whole = Whole();
        for (int length = 0; length < whole.Length; length++)
        {
            string said = DnsResponseTests.Say(whole.Bytes, length, "a.b");
            Assert.IsTrue(said == "None" || said == "Other" || said == "Malformed", "Cut at " + length + " it says " + said + ".");
        }

        Assert.AreEqual("Addresses 10.0.0.1 for 7", DnsResponseTests.Say(whole.Bytes, whole.Length, "a.b"));
    }

    [TestMethod]
    public void No_bytes_whatever_break_the_reader()
    {
        for (int seed = 1; seed <= Mutations; seed++)
        {
            dice = (uint)seed * 2654435761;
            DnsMessageWriter message = seed % 3 == 0 ? Noise() : Mutate(Whole());
            try
            {
                Check(message);
            }
            catch (Exception exception)
            {
                Assert.IsTrue(false, "Seed " + seed + ": " + exception.Message);
            }
        }
    }

    private static void Check(DnsMessageWriter message)
    {
        DnsResponse answer = new DnsResponse();
        DnsResponseKind kind = answer.Read(message.Bytes, message.Length, "a.b");
        Assert.IsTrue(kind == DnsResponseKind.Addresses == (answer.Addresses.Length > 0) || kind == DnsResponseKind.Malformed, "addresses");
        Assert.IsTrue(answer.Addresses.Length <= 4 * DnsResponse.MaxAddresses, "too many addresses");
        Assert.IsTrue(answer.LifetimeSeconds >= 0, "lifetime");
        Assert.IsTrue(answer.Alias == null || answer.Alias.Length <= 253, "alias");
    }

    private static DnsMessageWriter Mutate(DnsMessageWriter message)
    {
        for (int i = Roll(6); i >= 0; i--)
        {
            int place = 2 + Roll(message.Length - 2);
            message.Put(place, Roll(2) == 0 ? Roll(256) : message.Bytes[place] ^ (1 << Roll(8)));
        }

        message.Length = Roll(4) == 0 ? Roll(message.Length) : message.Length;
        return message;
    }

    /// <summary>Behind the question nothing but noise, with many pointers in it.</summary>
    private static DnsMessageWriter Noise()
    {
        DnsMessageWriter message = Answer("a.b").Put(7, Roll(256));
        for (int i = Roll(DnsResponse.MaxMessageLength - message.Length); i > 0; i--)
        {
            message.Byte(Roll(3) == 0 ? 0xC0 | Roll(2) : Roll(Roll(256) + 1));
        }

        return message;
    }

    private static int Roll(int sides)
    {
        dice = (dice * 1664525) + 1013904223;
        return (int)((dice >> 8) % (uint)sides);
    }

    private static DnsMessageWriter Whole() => Answer("a.b").Alias(null, 100, "c.d").Alias("c.d", 7, "e").Address("e", 60, 1);

    private static DnsMessageWriter Answer(string question) => DnsResponseTests.Answer(question);

    private static void Is(string expected, DnsMessageWriter scribe) => DnsResponseTests.Is(expected, scribe);
}
