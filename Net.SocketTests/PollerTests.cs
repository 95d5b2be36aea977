using System;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

/// <summary>A loop asks one poller, and sockets without theirs would wait for ever.</summary>
[TestClass]
public class PollerTests
{
    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void Sockets_say_so_if_the_loop_has_a_poller_of_another_kind() => Run(OpenWithOtherPoller(), "misuse 0");

    [TestMethod]
    public void A_socket_that_was_opened_before_the_loop_is_polled_by_it()
    {
        DatagramSocket socket = DatagramSocket.Bind(0);
        EventLoop.Renew();
        Run(Hear(socket), "heard");
    }

    private static async Coroutine OpenWithOtherPoller()
    {
        EventLoop loop = EventLoop.Current;
        Poller before = loop.Poller;
        loop.Poller = new IdlePoller();
        try
        {
            DatagramSocket.Bind(0).Close();
        }
        catch (InvalidOperationException)
        {
            Say("misuse");
        }

        Say(SocketBudget.InUse.ToString());
        loop.Poller = before;
        await SleepMs(0);
    }

    private static async Coroutine Hear(DatagramSocket socket)
    {
        Task receiver = CreateTask(socket.ReceiveFrom(new byte[1], 0, 1));
        await SleepMs(1);
        Peer.SendDatagram(socket.Port);
        await WaitForMs(receiver, 5000);
        Say("heard");
        socket.Close();
    }

    private sealed class IdlePoller : Poller
    {
        public override bool HasWaiters => false;

        public override void Poll()
        {
        }
    }
}
