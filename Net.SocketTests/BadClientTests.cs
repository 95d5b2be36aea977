using System;
using System.Collections;
using System.Net;
using System.Net.Sockets;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

/// <summary>Clients that do what they should not: the server says what happened, and nobody else notices.</summary>
[TestClass]
public class BadClientTests
{
    private const int LineLimit = 40;

    /// <summary>Sleeps of a millisecond that are "at once": a server that waited before its next try would take hundreds.</summary>
    private const int MaxWaits = 100;

    private static string failure;

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void S10_19_a_client_that_resets_in_the_middle_of_a_line() =>
        Run(Suffer(ResetWithinLine), "ConnectionResetException others_served");

    [TestMethod]
    public void S10_13_a_client_that_ends_in_the_middle_of_a_record() =>
        Run(SufferRecords(EndWithinRecord), "IncompleteReadException others_served");

    [TestMethod]
    public void S10_15_a_client_that_sends_a_line_without_end() =>
        Run(Suffer(SendEndlessLine), "LimitOverrunException others_served");

    [TestMethod]
    public void A_client_that_sends_a_byte_now_and_then_is_served() => Run(ServeDrops(), "drop others_served");

    [TestMethod]
    public void A_client_that_says_nothing_is_closed_in_time_and_nobody_is_told() =>
        Run(ServeSilent(), "IdleTimeoutException end reports:0 others_served");

    [TestMethod]
    public void S10_30_a_client_that_never_reads_holds_up_nobody() => Run(FloodDeaf(), "others_served IdleTimeoutException");

    [TestMethod]
    public void S11_14_a_surplus_client_waits_until_another_has_gone() => Run(ServeOneAtATime(), "hi nothing hi");

    [TestMethod]
    public void S11_14_a_surplus_client_may_be_refused() => Run(RefuseSecond(), "hi gone hi");

    [TestMethod]
    public void S11_13_clients_that_take_every_socket_leave_the_server_in_order() =>
        Run(TakeEverySocket(), "exhausted hi nothing hi");

    [TestMethod]
    public void S11_13_sockets_that_others_took_and_gave_back_are_of_use_again() => Run(TakeEverySocketBehindNet(), "hi");

    [TestMethod]
    public void S11_14_without_a_socket_surplus_clients_are_refused_at_once() => Run(RefuseWithoutSockets(), "refused:8 at_once hi at_once");

    [TestMethod]
    public void A_connection_that_is_lost_for_a_reason_unknown_is_told_without_a_number() =>
        Assert.AreEqual("", PolledSocket.ErrorText(new SocketException((SocketError)0)));

    [TestMethod]
    public void S11_15_a_filter_that_fails_closes_the_connection_and_is_reported() => Run(FailInFilter(), "gone reports:1 hi");

    [TestMethod]
    public void A_client_that_is_cancelled_in_the_filter_leaves_no_socket() => Run(CancelInFilter(), "gone");

    private static async Coroutine SayHi(Stream client)
    {
        try
        {
            while (true)
            {
                string line = await client.ReadLine(LineLimit);
                if (line == null)
                {
                    return;
                }

                await client.Write(line);
            }
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            failure = exception.GetType().Name;
            throw;
        }
    }

    private static async Coroutine ReadRecords(Stream client)
    {
        byte[] record = new byte[10];
        try
        {
            await client.ReadExactly(record, 0, record.Length);
            await client.Write(record);
        }
        catch (IncompleteReadException)
        {
            failure = nameof(IncompleteReadException);
            throw;
        }
    }

    private static Coroutine Suffer(Misdeed misdeed) => SufferWith(SayHi, misdeed);

    private static Coroutine SufferRecords(Misdeed misdeed) => SufferWith(ReadRecords, misdeed);

    private static async Coroutine SufferWith(ClientHandler handler, Misdeed misdeed)
    {
        failure = null;
        Server server = Server.Start(handler, 0);
        using Socket other = Peer.Connect(server.Port);
        using Socket bad = Peer.Connect(server.Port);
        await Until(() => server.ConnectionCount == 2);
        misdeed(bad);
        await Until(() => server.ConnectionCount == 1);
        Say(failure);
        Assert.AreEqual(1, ReportCount);
        await SayIfServed(other);
        server.Close();
        other.Close();
        await server.WaitClosed();
    }

    private static async Coroutine SayIfServed(Socket peer)
    {
        peer.Send("123456789\n");
        Say(await peer.Hear() == "123456789\n" ? "others_served" : "others_suffer");
    }

    private static void ResetWithinLine(Socket bad)
    {
        bad.Send("half a li");
        bad.Reset();
    }

    private static void EndWithinRecord(Socket bad)
    {
        bad.Send("12345");
        bad.Close();
    }

    private static void SendEndlessLine(Socket bad) => bad.Send(new string('x', 4 * LineLimit));

    private static async Coroutine ServeDrops()
    {
        Server server = Server.Start(SayHi, 0);
        using Socket slow = Peer.Connect(server.Port);
        using Socket other = Peer.Connect(server.Port);
        foreach (char letter in "drop\n")
        {
            slow.Send(letter.ToString());
            await SleepMs(5);
        }

        Say((await slow.Hear()).TrimEnd('\n'));
        await SayIfServed(other);
        slow.Close();
        other.Close();
        await server.DisposeAsync();
    }

    private static async Coroutine ServeSilent()
    {
        failure = null;
        Server server = Server.Start(SayHi, new ServerOptions { IdleTimeoutMs = 30 });
        using Socket silent = Peer.Connect(server.Port);
        string end = await silent.Hear();

        // On a busy machine the handler may have its first turn only now.
        await Until(() => failure != null);
        Say(failure);
        Say(end);
        Say("reports:" + ReportCount);
        using Socket other = Peer.Connect(server.Port);
        await SayIfServed(other);
        other.Close();
        await server.DisposeAsync();
    }

    private static async Coroutine FloodDeaf()
    {
        failure = null;
        Server server = Server.Start(Flood, new ServerOptions { IdleTimeoutMs = 150 });
        Server patient = Server.Start(SayHi, 0);
        using Socket deaf = Peer.Connect(server.Port);
        using Socket other = Peer.Connect(patient.Port);
        await Until(() => server.ConnectionCount == 1);
        await SayIfServed(other);
        await Until(() => server.ConnectionCount == 0);
        Say(failure);
        other.Close();
        await server.DisposeAsync();
        await patient.DisposeAsync();
    }

    private static async Coroutine Flood(Stream client)
    {
        byte[] zeros = new byte[2900];
        try
        {
            while (true)
            {
                await client.Write(zeros);
            }
        }
        catch (IdleTimeoutException)
        {
            failure = nameof(IdleTimeoutException);
            throw;
        }
    }

    private static async Coroutine ServeOneAtATime()
    {
        Server server = Server.Start(SayHi, new ServerOptions { MaxConnections = 1 });
        Socket first = Peer.Connect(server.Port);
        using Socket second = Peer.Connect(server.Port);
        await SayHi(first);
        second.Send("hi\n");
        Say(await second.HearsNothing() ? "nothing" : "something");
        first.Close();
        Say((await second.Hear()).TrimEnd('\n'));
        second.Close();
        await server.DisposeAsync();
    }

    private static async Coroutine SayHi(Socket peer)
    {
        peer.Send("hi\n");
        Say((await peer.Hear()).TrimEnd('\n'));
    }

    private static async Coroutine RefuseSecond()
    {
        Server server = Server.Start(SayHi, new ServerOptions { MaxConnections = 1, Surplus = SurplusPolicy.Refuse });
        using Socket first = Peer.Connect(server.Port);
        await SayHi(first);
        using Socket second = Peer.Connect(server.Port);
        string end = await second.Hear();
        Say(end == "end" || end == "reset" ? "gone" : end);
        await SayHi(first);
        first.Close();
        await server.DisposeAsync();
    }

    private static async Coroutine TakeEverySocket()
    {
        Server server = Server.Start(SayHi, 0);
        using Socket first = Peer.Connect(server.Port);
        await Until(() => server.ConnectionCount == 1);
        DatagramSocket[] hogs = new DatagramSocket[64];
        int count = 0;
        try
        {
            while (true)
            {
                hogs[count] = DatagramSocket.Bind(0);
                count++;
            }
        }
        catch (TooManySocketsException)
        {
            Say("exhausted");
        }

        // One place for the socket of the waiting client itself, which is on the same board.
        hogs[--count].Close();
        Stream waiting = await Connection.Open("127.0.0.1", server.Port);
        await waiting.Write("hi\n");
        await SayHi(first);
        try
        {
            await WaitForMs(waiting.ReadLine(), 50);
            Say("something");
        }
        catch (TimeoutException)
        {
            Say("nothing");
        }

        while (count > 0)
        {
            hogs[--count].Close();
        }

        Say((await waiting.ReadLine()).TrimEnd('\n'));
        first.Close();
        waiting.Close();
        await server.DisposeAsync();
    }

    /// <summary>A library of somebody else has its own sockets, of which Net never hears.</summary>
    private static async Coroutine TakeEverySocketBehindNet()
    {
        Server server = Server.Start(SayHi, 0);
        using Socket unlucky = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        ArrayList hogs = TakeWhatIsLeft();
        unlucky.Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
        await unlucky.Hear();
        CloseAll(hogs);

        using Socket lucky = Peer.Connect(server.Port);
        await SayHi(lucky);
        lucky.Close();
        await server.DisposeAsync();

        // Net believes now that there are no more sockets than these; opening more teaches the tests' board's own number again.
        await WithoutSockets(DoNothing);
    }

    private static async Coroutine RefuseWithoutSockets()
    {
        const int Surplus = 8;
        Server server = Server.Start(SayHi, new ServerOptions { Surplus = SurplusPolicy.Refuse });
        using Socket first = Peer.Connect(server.Port);
        await Until(() => server.ConnectionCount == 1);
        Socket[] peers = new Socket[Surplus + 1];
        for (int i = 0; i < peers.Length; i++)
        {
            peers[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        }

        ArrayList hogs = TakeWhatIsLeft();
        int refused = 0;
        int waits = 0;
        for (int i = 0; i < Surplus; i++)
        {
            peers[i].Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
            waits += await WaitForNews(peers[i]);
            string end = await peers[i].Hear();
            refused += end == "end" || end == "reset" ? 1 : 0;
        }

        Say("refused:" + refused);
        Say(waits < MaxWaits ? "at_once" : "waits:" + waits);
        ((Socket)hogs[0]).Close();
        peers[Surplus].Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
        peers[Surplus].Send("hi\n");
        waits = await WaitForNews(peers[Surplus]);
        Say((await peers[Surplus].Hear()).TrimEnd('\n'));
        Say(waits < MaxWaits ? "at_once" : "waits:" + waits);
        CloseAll(hogs);
        foreach (Socket peer in peers)
        {
            peer.Close();
        }

        first.Close();
        await server.DisposeAsync();
        await WithoutSockets(DoNothing);
    }

    private static ArrayList TakeWhatIsLeft()
    {
        ArrayList hogs = new ArrayList();
        try
        {
            while (true)
            {
                hogs.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            }
        }
        catch (SocketException)
        {
            return hogs;
        }
    }

    private static void CloseAll(ArrayList sockets)
    {
        foreach (Socket socket in sockets)
        {
            socket.Close();
        }
    }

    /// <summary>Waits until something comes, and says how many sleeps of a millisecond that took: on a slow machine no more than on a fast one.</summary>
    private static async Coroutine<int> WaitForNews(Socket peer)
    {
        int waits = 0;
        try
        {
            while (!peer.Poll(0, SelectMode.SelectRead))
            {
                await SleepMs(1);
                waits++;
            }
        }
        catch (SocketException)
        {
            // A reset is news, too.
        }

        return waits;
    }

    private static async Coroutine DoNothing() => await SleepMs(0);

    private static async Coroutine FailInFilter()
    {
        bool failed = false;
        Server server = Server.Start(SayHi, new ServerOptions { Filter = FailOnce });
        using Socket bad = Peer.Connect(server.Port);
        string end = await bad.Hear();
        Say(end == "end" || end == "reset" ? "gone" : end);
        Say("reports:" + ReportCount);
        using Socket good = Peer.Connect(server.Port);
        await SayHi(good);
        good.Close();
        await server.DisposeAsync();

        async Coroutine<Transport> FailOnce(Transport transport)
        {
            await SleepMs(1);
            if (!failed)
            {
                failed = true;
                throw new NotSupportedException();
            }

            return transport;
        }
    }

    private static async Coroutine CancelInFilter()
    {
        Server server = Server.Start(SayHi, new ServerOptions { Filter = Hang });
        using Socket peer = Peer.Connect(server.Port);
        await Until(() => server.ConnectionCount == 1);
        foreach (Task task in EventLoop.Current.AllTasks())
        {
            if (task.Name.StartsWith("client of port"))
            {
                task.Cancel();
            }
        }

        string end = await peer.Hear();
        Say(end == "end" || end == "reset" ? "gone" : end);
        await server.DisposeAsync();
    }

    private static async Coroutine<Transport> Hang(Transport transport)
    {
        await Sleep(1000);
        return transport;
    }

    private delegate void Misdeed(Socket bad);
}
