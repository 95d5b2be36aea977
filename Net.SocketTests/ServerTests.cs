using System;
using System.Net.Sockets;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

[TestClass]
public class ServerTests
{
    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void S11_1_a_server_listens_when_start_returns_and_knows_its_port() => Run(ServeOne(), "0.0.0.0|127.0.0.1 hi");

    [TestMethod]
    public void S11_1_a_port_in_use_is_refused_by_start() => Run(StartTwice(), "in_use one");

    [TestMethod]
    public void S11_2_a_port_can_be_served_again_at_once() => Run(ServeAgain(), "hi hi");

    [TestMethod]
    public void S10_1_a_connection_is_one_stream_that_reads_and_writes() => Run(OpenConnection(), "hi");

    [TestMethod]
    public void S11_3_as_many_as_the_backlog_may_come_at_once() => Run(ConnectAtOnce(), "5");

    [TestMethod]
    public void S11_17_a_server_can_be_closed_when_no_loop_runs()
    {
        Run(LeaveServer(), "hi");
        lastServer.Close();
        Assert.IsFalse(lastServer.IsServing);
    }

    [TestMethod]
    public void S11_4_a_handler_that_is_no_coroutine_costs_its_own_connection_only() => Run(FailWithoutCoroutine(), "end end reports:2 hi");

    [TestMethod]
    public void S11_5_a_handler_that_fails_is_reported_and_its_connection_closed() => Run(FailInHandler(), "end reports:1 hi");

    [TestMethod]
    public void S11_6_a_connection_is_closed_when_its_handler_returns() => Run(ReturnWithoutClosing(), "bye end");

    [TestMethod]
    public void S11_7_close_stops_accepting_and_lets_clients_finish() => Run(CloseWithClient(), "refused hi again");

    [TestMethod]
    public void S11_8_wait_closed_waits_for_the_last_client() => Run(WaitForLastClient(), "waits ended");

    [TestMethod]
    public void S11_9_cancelling_a_wait_for_the_server_leaves_it_alone() => Run(CancelWaitClosed(), "timeout serving hi");

    [TestMethod]
    public void S11_10_await_using_closes_the_server_and_waits() => Run(UseServer(), "hi closed");

    [TestMethod]
    public void S11_11_cancelling_serve_forever_closes_the_server() => Run(CancelServeForever(), "hi cancelled closed");

    [TestMethod]
    public void S11_12_the_end_of_the_run_frees_port_and_connections()
    {
        Run(LeaveServer(), "hi");
        Run(StartAtLastPort(), "free");
    }

    [TestMethod]
    public void S11_16_close_right_after_start_is_safe() => Run(CloseAtOnce(), "ended");

    [TestMethod]
    public void A_server_that_starts_before_the_network_is_up_says_so()
    {
        LeaveWifi();
        try
        {
            Run(StartWithoutNetwork(), "listens 1");
            Assert.Contains("nobody can reach it", LastReport.Message);
        }
        finally
        {
            JoinWifi();
        }
    }

    private static int lastPort;
    private static Server lastServer;

    private static async Coroutine Echo(Stream client)
    {
        byte[] buffer = new byte[100];
        int count;
        while ((count = await client.Read(buffer, 0, buffer.Length)) > 0)
        {
            await client.Write(buffer, 0, count);
        }
    }

    private static async Coroutine Greet(int port)
    {
        using Socket peer = Peer.Connect(port);
        peer.Send("hi");
        Say(await peer.Hear());
    }

    private static async Coroutine ServeOne()
    {
        Server server = Server.Start(Echo, 0);
        string address = server.LocalAddress;
        Say(address == "0.0.0.0:" + server.Port || address == "127.0.0.1:" + server.Port ? "0.0.0.0|127.0.0.1" : address);
        await Greet(server.Port);
        server.Close();
        await server.WaitClosed();
    }

    private static async Coroutine OpenConnection()
    {
        await using Server server = Server.Start(Echo, 0);
        await using Stream stream = await Connection.Open("127.0.0.1", server.Port);
        await stream.Write("hi");
        byte[] buffer = new byte[2];
        await stream.ReadExactly(buffer, 0, 2);
        Say("" + (char)buffer[0] + (char)buffer[1]);
    }

    private static async Coroutine ConnectAtOnce()
    {
        await using Server server = Server.Start(Echo, new ServerOptions { Backlog = 5 });
        Socket[] peers = new Socket[5];
        for (int i = 0; i < peers.Length; i++)
        {
            peers[i] = Peer.Connect(server.Port);
        }

        await Until(() => server.ConnectionCount == peers.Length);
        Say(server.ConnectionCount.ToString());
        foreach (Socket peer in peers)
        {
            peer.Close();
        }
    }

    private static async Coroutine StartTwice()
    {
        Server server = Server.Start(Echo, 0);
        try
        {
            _ = Server.Start(Echo, server.Port);
        }
        catch (PortInUseException)
        {
            Say("in_use");
        }

        Say(SocketBudget.InUse == 1 ? "one" : "leak");
        await server.DisposeAsync();
    }

    private static async Coroutine ServeAgain()
    {
        Server first = Server.Start(Echo, 0);
        await Greet(first.Port);
        await first.DisposeAsync();
        Server second = Server.Start(Echo, first.Port);
        await Greet(second.Port);
        await second.DisposeAsync();
    }

    private static async Coroutine FailWithoutCoroutine()
    {
        int clients = 0;
        Server server = Server.Start(
            client =>
            {
                clients++;
                return clients == 1 ? null : clients == 2 ? throw new NotSupportedException() : Echo(client);
            },
            0);
        for (int i = 0; i < 2; i++)
        {
            using Socket peer = Peer.Connect(server.Port);
            Say(await peer.Hear());
        }

        Say("reports:" + ReportCount);
        await Greet(server.Port);
        await server.DisposeAsync();
    }

    private static async Coroutine FailInHandler()
    {
        bool failed = false;
        Server server = Server.Start(client => FailOnce(client), 0);
        using (Socket peer = Peer.Connect(server.Port))
        {
            Say(await peer.Hear());
        }

        Say("reports:" + ReportCount);
        Assert.AreEqual("on purpose", LastReport.Exception.Message);
        await Greet(server.Port);
        await server.DisposeAsync();

        async Coroutine FailOnce(Stream client)
        {
            if (!failed)
            {
                failed = true;
                throw new NotSupportedException("on purpose");
            }

            await Echo(client);
        }
    }

    private static async Coroutine ReturnWithoutClosing()
    {
        Server server = Server.Start(client => client.Write("bye"), 0);
        using Socket peer = Peer.Connect(server.Port);
        Say(await peer.Hear());
        Say(await peer.Hear());
        await server.DisposeAsync();
    }

    private static async Coroutine CloseWithClient()
    {
        Server server = Server.Start(Echo, 0);
        using Socket peer = Peer.Connect(server.Port);
        await Until(() => server.ConnectionCount == 1);
        server.Close();
        server.Close();
        try
        {
            Peer.Connect(server.Port).Close();
            Say("accepted");
        }
        catch (SocketException)
        {
            Say("refused");
        }

        peer.Send("hi");
        Say(await peer.Hear());
        peer.Send("again");
        Say(await peer.Hear());
        peer.Close();
        await server.WaitClosed();
    }

    private static async Coroutine WaitForLastClient()
    {
        Server server = Server.Start(Echo, 0);
        using Socket peer = Peer.Connect(server.Port);
        await Until(() => server.ConnectionCount == 1);
        server.Close();
        Task waiting = CreateTask(server.WaitClosed());
        await SleepMs(20);
        Say(waiting.IsDone ? "ended_early" : "waits");
        peer.Close();
        await waiting;
        Say("ended");
    }

    private static async Coroutine CancelWaitClosed()
    {
        Server server = Server.Start(Echo, 0);
        try
        {
            await WaitForMs(server.WaitClosed(), 10);
        }
        catch (TimeoutException)
        {
            Say("timeout");
        }

        Say(server.IsServing ? "serving" : "closed");
        await Greet(server.Port);
        await server.DisposeAsync();
    }

    private static async Coroutine UseServer()
    {
        Server used;
        await using (Server server = Server.Start(Echo, 0))
        {
            used = server;
            await Greet(server.Port);
        }

        Say(used.IsServing ? "serving" : "closed");
    }

    private static async Coroutine CancelServeForever()
    {
        Server server = Server.Start(Echo, 0);
        Task serving = CreateTask(server.ServeForever());
        await Greet(server.Port);
        serving.Cancel();
        try
        {
            await serving;
        }
        catch (CancelledException)
        {
            Say("cancelled");
        }

        Say(server.IsServing ? "serving" : "closed");
    }

    private static async Coroutine LeaveServer()
    {
        Server server = Server.Start(Echo, 0);
        lastPort = server.Port;
        lastServer = server;
        using Socket silent = Peer.Connect(lastPort);
        await Until(() => server.ConnectionCount == 1);
        await Greet(lastPort);
    }

    private static async Coroutine StartAtLastPort()
    {
        await using Server server = Server.Start(Echo, lastPort);
        Say("free");
    }

    private static async Coroutine CloseAtOnce()
    {
        Server server = Server.Start(Echo, 0);
        server.Close();
        await server.WaitClosed();
        Say("ended");
    }

    private static async Coroutine StartWithoutNetwork()
    {
        Server server = Server.Start(Echo, 0);
        Say(server.IsServing ? "listens" : "ended");
        Say(ReportCount.ToString());
        await server.DisposeAsync();
    }
}
