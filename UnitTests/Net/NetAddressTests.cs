using System;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;

namespace UnitTests;

[TestClass]
public class NetAddressTests
{
    [TestMethod]
    public void S10_3_what_is_no_address_is_refused_before_a_socket_is_opened()
    {
        VirtualTime.Run(RefuseAddresses());
        Trace.Is("no no no no no no null");
    }

    [TestMethod]
    public void S10_3_the_refusal_says_what_would_do()
    {
        VirtualTime.Run(ExplainRefusal());
        Trace.Is("'1.2.3' is neither a host name nor an address: what ends in a number is an IPv4 address, such as 192.168.1.20, and this is none.");
    }

    [TestMethod]
    public void A_name_is_no_address_to_send_datagrams_to_and_the_refusal_says_what_to_do()
    {
        Trace.Clear();
        try
        {
            DatagramSocket.Receiver("example.org", 80);
        }
        catch (ArgumentException exception)
        {
            Trace.Add(exception.Message);
        }

        Trace.Is("'example.org' is not an IPv4 address such as 192.168.1.20. If it is a name, resolve it first, with NameResolver.ResolveEndPoint.");
    }

    [TestMethod]
    public void S10_7_a_time_to_connect_is_positive()
    {
        VirtualTime.Run(RefuseTimes());
        Trace.Is("range range");
    }

    [TestMethod]
    public void A_port_is_1_to_65535()
    {
        VirtualTime.Run(RefusePorts());
        Trace.Is("range range range");
    }

    private static async Coroutine RefuseAddresses()
    {
        await Try("", 80);
        await Try("1.2.3.+4", 80);
        await Try("1.2.3", 80);
        await Try("1.2.3.4.5", 80);
        await Try("1.2.3.256", 80);
        await Try("1.2..4", 80);
        await Try(null, 80);
    }

    private static async Coroutine RefusePorts()
    {
        await Try("1.2.3.4", 0);
        await Try("1.2.3.4", -1);
        await Try("1.2.3.4", 65536);
    }

    private static async Coroutine RefuseTimes()
    {
        await Try("1.2.3.4", 80, 0);
        await Try("1.2.3.4", 80, -1);
    }

    private static async Coroutine Try(string address, int port, int connectTimeoutMs = Connection.DefaultConnectTimeoutMs)
    {
        try
        {
            await Connection.Open(address, port, connectTimeoutMs);
            Trace.Add("connected");
        }
        catch (ArgumentNullException)
        {
            Trace.Add("null");
        }
        catch (ArgumentOutOfRangeException)
        {
            Trace.Add("range");
        }
        catch (ArgumentException)
        {
            Trace.Add("no");
        }
    }

    private static async Coroutine ExplainRefusal()
    {
        try
        {
            await Connection.Open("1.2.3", 80);
        }
        catch (ArgumentException exception)
        {
            Trace.Add(exception.Message);
        }
    }
}
