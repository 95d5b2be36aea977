using System;
using System.Device.Wifi;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading;
using nanoFramework.Networking;
using nanoFramework.TestFramework;

namespace BoardTests;

[TestClass]
public class SocketTests
{
    [Setup]
    public void Join()
    {
        WifiConnectionResult result = WifiAdapter.FindAllAdapters()[0].Connect("PicoNet", WifiReconnectionKind.Manual, "blink-and-echo");

        Assert.IsTrue(result.ConnectionStatus == WifiConnectionStatus.Success);
    }

    [TestMethod]
    public void A_board_can_talk_to_itself()
    {
        using Socket listener = Listen();
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint);
        using Socket server = listener.Accept();

        Assert.AreEqual(3, client.Send(new byte[] { 1, 2, 3 }));
        byte[] buffer = new byte[8];
        Assert.AreEqual(3, server.Receive(buffer));
        client.Close();
        Assert.AreEqual(0, server.Receive(buffer));
    }

    [TestMethod]
    public void A_stream_over_a_socket_reads_and_writes()
    {
        using Socket listener = Listen();
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint);
        using NetworkStream there = new(client, true);
        using NetworkStream here = new(listener.Accept(), true);

        there.Write(new byte[] { 7 }, 0, 1);

        Assert.AreEqual(7, here.ReadByte());
    }

    [TestMethod]
    public void A_fifth_socket_is_refused()
    {
        Socket[] sockets = new Socket[4];
        for (int index = 0; index < 4; index++)
        {
            sockets[index] = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        }

        int code = 0;
        try
        {
            new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        }
        catch (SocketException exception)
        {
            code = exception.ErrorCode;
        }

        foreach (Socket socket in sockets)
        {
            socket.Close();
        }

        Assert.AreEqual((int)SocketError.TooManyOpenSockets, code);
    }

    [TestMethod]
    public void A_closed_socket_cannot_be_used()
    {
        Socket listener = Listen();
        listener.Close();

        Assert.ThrowsException(typeof(ObjectDisposedException), () => listener.Accept());
        Assert.ThrowsException(typeof(ObjectDisposedException), () => listener.Poll(0, SelectMode.SelectRead));
    }

    [TestMethod]
    public void A_datagram_socket_must_be_bound_before_it_receives()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        int code = 0;
        try
        {
            socket.ReceiveFrom(new byte[1], ref sender);
        }
        catch (SocketException exception)
        {
            code = exception.ErrorCode;
        }

        Assert.AreEqual((int)SocketError.NotConnected, code);
    }

    [TestMethod]
    public void A_datagram_says_who_sent_it()
    {
        using Socket receiver = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new IPEndPoint(IPAddress.Any, 0));
        sender.Bind(new IPEndPoint(IPAddress.Any, 0));
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        byte[] buffer = new byte[8];

        sender.SendTo(new byte[] { 1, 2 }, receiver.LocalEndPoint);

        Assert.AreEqual(2, receiver.ReceiveFrom(buffer, ref from));
        Assert.IsTrue(from.Equals(sender.LocalEndPoint));
    }

    [TestMethod]
    public void A_timeout_of_0_is_for_ever()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        socket.ReceiveTimeout = 0;

        Assert.AreEqual(Timeout.Infinite, socket.ReceiveTimeout);
    }

    [TestMethod]
    public void Addresses_are_read_and_written()
    {
        IPAddress address = IPAddress.Parse("192.168.4.1");

        Assert.AreEqual("192.168.4.1", address.ToString());
        Assert.IsTrue(address.Equals(new IPAddress(new byte[] { 192, 168, 4, 1 })));
        Assert.IsTrue(address == new IPAddress(0x0104A8C0L));
        Assert.AreEqual("192.168.4.1:80", new IPEndPoint(address, 80).ToString());
        Assert.ThrowsException(typeof(ArgumentException), () => IPAddress.Parse("192.168.4"));
    }

    [TestMethod]
    public void The_board_knows_its_address()
    {
        Assert.AreEqual("127.0.0.1", IPGlobalProperties.GetIPAddress().ToString());
        Assert.AreEqual("127.0.0.1", NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address);
        Assert.IsTrue(NetworkInterface.GetIsNetworkAvailable());
        Assert.AreEqual("127.0.0.1", Dns.GetHostEntry("localhost").AddressList[0].ToString());
    }

    [TestMethod]
    public void The_helper_is_content_with_the_network_that_was_joined()
    {
        Assert.IsTrue(WifiNetworkHelper.ConnectDhcp("PicoNet", "blink-and-echo"));
        Assert.IsTrue(WifiNetworkHelper.Status == NetworkHelperStatus.NetworkIsReady);
    }

    private static Socket Listen()
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, 0));
        listener.Listen(1);
        return listener;
    }
}
