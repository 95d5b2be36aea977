using System;
using AsyncCore.Net;
using nanoFramework.TestFramework;

namespace UnitTests;

/// <summary>What may be a host's name, and what is said of what may not.</summary>
[TestClass]
public class NameSpellingTests
{
    private const string Label63 = "a23456789b23456789c23456789d23456789e23456789f23456789g23456789";

    [TestMethod]
    public void Names_come_in_small_letters_without_a_dot_at_the_end()
    {
        Assert.AreEqual("example.org", HostName.Check("Example.ORG."));
        Assert.AreEqual("my-pico_2.lan", HostName.Check("my-pico_2.lan"));
        Assert.AreEqual("xn--bcher-kva.example", HostName.Check("xn--bcher-kva.example"));
        Assert.AreEqual("3com.com", HostName.Check("3com.com"));
        Assert.AreEqual(Label63 + ".org", HostName.Check(Label63 + ".org"));
    }

    [TestMethod]
    public void S10_3_what_can_be_no_name_is_refused_with_a_reason()
    {
        Refuses("", "'' is neither a host name nor an address: a name has 1 to 253 characters.");
        Refuses(".", "'.' is neither a host name nor an address: a name has 1 to 253 characters.");
        Refuses("a..b", "'a..b' is neither a host name nor an address: between its dots a name has 1 to 63 characters.");
        Refuses(".a", "'.a' is neither a host name nor an address: between its dots a name has 1 to 63 characters.");
        Refuses("a." + Label63 + "x", "'a." + Label63 + "x' is neither a host name nor an address: between its dots a name has 1 to 63 characters.");
        Refuses("1.2.3", "'1.2.3' is neither a host name nor an address: what ends in a number is an IPv4 address, such as 192.168.1.20, and this is none.");
        Refuses("1.2.3.256", "'1.2.3.256' is neither a host name nor an address: what ends in a number is an IPv4 address, such as 192.168.1.20, and this is none.");
        Refuses("b\u00fccher.example",
            "'b\u00fccher.example' is neither a host name nor an address: a name is made of letters, digits, '-', '_' and dots; write an international one in its ASCII form, xn--....");
    }

    [TestMethod]
    public void S10_3_a_name_has_253_characters_at_most()
    {
        string longest = Label63 + "." + Label63 + "." + Label63 + "." + Label63.Substring(2);
        Assert.AreEqual(253, longest.Length);
        Assert.AreEqual(longest, HostName.Check(longest + "."));
        Assert.ThrowsException(typeof(ArgumentException), () => HostName.Check(longest + "x"));
    }

    [TestMethod]
    public void S10_3_what_has_blanks_or_signs_in_it_is_refused()
    {
        foreach (string host in new[] { "a b", "a/b", "http://a", "a:80", "user@a", "a\n", "a*" })
        {
            Assert.ThrowsException(typeof(ArgumentException), () => HostName.Check(host));
        }
    }

    [TestMethod]
    public void Names_that_are_resolved_by_multicast_are_refused_with_a_reason()
    {
        NameServersInMemory.Begin(1, null);
        VirtualTime.Run(NameServersInMemory.SayWhyNot("Pico.local"));
        Trace.Is("'Pico.local' cannot be resolved: names of .local are resolved by multicast, which is not there. Use its address.");
    }

    private static void Refuses(string host, string message)
    {
        try
        {
            HostName.Check(host);
        }
        catch (ArgumentException exception)
        {
            Assert.AreEqual(message, exception.Message);
            return;
        }

        Assert.IsTrue(false, "'" + host + "' was not refused.");
    }
}
