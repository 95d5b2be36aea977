using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

public sealed class SocketTests : IDisposable
{
    private const int NoTimeout = -1;

    /// <summary>A send or receive that would have to wait fails instead.</summary>
    private const int NoTime = 0;

    private readonly VirtualBoard board = TestBoards.Joined();

    private INetwork Network => board.Inside().Network;

    public void Dispose() => board.Stop();

    [Fact]
    public void A_listener_on_any_address_is_reached_at_127_0_0_1_only()
    {
        ISocket listener = Listen();

        Assert.Equal(Endpoint.Loopback, listener.LocalEndpoint.Address);
        Assert.NotEqual(0, listener.LocalEndpoint.Port);
    }

    [Fact]
    public void Bytes_go_both_ways()
    {
        (ISocket board, Socket host) = Connect();
        using Socket client = host;
        byte[] buffer = new byte[10];

        client.Send([1, 2, 3]);
        int received = Receive(board, buffer);
        board.Send(buffer, 0, received, NoTimeout);

        Assert.Equal(3, client.Receive(buffer));
        Assert.Equal([1, 2, 3], buffer[..3]);
    }

    [Fact]
    public void Receive_returns_0_when_the_peer_has_closed()
    {
        (ISocket board, Socket client) = Connect();

        client.Dispose();

        Assert.Equal(0, Receive(board, new byte[10]));
    }

    [Fact]
    public void Polling_for_nothing_does_not_wait_and_says_no()
    {
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;

        Assert.False(board.Poll(TimeSpan.Zero, Readiness.Read));
        Assert.True(board.Poll(TimeSpan.Zero, Readiness.Write));
        Assert.False(board.Poll(TimeSpan.Zero, Readiness.Error));
    }

    [Fact]
    public void A_listener_is_readable_when_somebody_connects()
    {
        ISocket listener = Listen();
        Assert.False(listener.Poll(TimeSpan.Zero, Readiness.Read));

        using Socket client = ConnectTo(listener);

        Assert.True(listener.Poll(TestBoards.Patience, Readiness.Read));
    }

    [Fact]
    public void A_send_of_a_send_buffer_never_waits_after_a_yes_for_writing()
    {
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;
        byte[] piece = new byte[BoardSocket.SendBuffer];
        long sent = 0L;

        // The peer reads nothing, so that sooner or later nothing more can be sent.
        while (board.Poll(TimeSpan.Zero, Readiness.Write))
        {
            sent += board.Send(piece, 0, piece.Length, NoTime);
        }

        Assert.True(sent > 0);
        Assert.Equal(sent, Drain(client, sent));
    }

    [Fact]
    public void Segments_are_those_of_a_network_and_not_of_the_loopback()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        (ISocket board, Socket client) = Connect();
        using Socket _ = client;
        byte[] length = new byte[sizeof(int)];

        client.GetRawSocketOption((int)ProtocolType.Tcp, 2, length);

        // The system takes off what it adds to each by itself.
        Assert.InRange(BitConverter.ToInt32(length), 536, 1460);
        board.Close();
    }

    [Fact]
    public void A_closed_socket_whose_peer_never_reads_is_reset_after_a_while()
    {
        using VirtualBoard board = new(new BoardOptions { World = new HostWorld { MaxLinger = TimeSpan.FromMilliseconds(20) }, JoinTime = TimeSpan.Zero });
        board.Inside().Radio.Join(AccessPoint.DefaultSsid, AccessPoint.DefaultPassword);
        ISocket listener = board.Inside().Network.Open(SocketKind.Stream);
        listener.Bind(default);
        listener.Listen(1);
        using Socket peer = ConnectTo(listener);
        ISocket accepted = listener.Accept();

        // Until the peer has taken nothing for a while: a yes means that all has been acknowledged, and a no at once may be an acknowledgement that is on its way.
        while (accepted.Poll(TimeSpan.FromSeconds(1), Readiness.Write))
        {
            accepted.Send(new byte[BoardSocket.SendBuffer], 0, BoardSocket.SendBuffer, NoTime);
        }

        accepted.Close();

        Assert.True(peer.Poll(TestBoards.Patience, SelectMode.SelectError));
    }

    [Fact]
    public void More_than_a_segment_of_a_network_is_acknowledged_at_once()
    {
        const int Pieces = 5;
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;
        board.SetOption((int)SocketOptionLevel.Tcp, (int)SocketOptionName.NoDelay, BitConverter.GetBytes(1));
        byte[] piece = new byte[2048];

        // The peer answers, and reads late: so its system waits for the answer to carry the acknowledgement.
        for (int turn = 0; turn < 20; turn++)
        {
            for (int i = 0; i < Pieces; i++)
            {
                board.Send(piece, 0, piece.Length, NoTime);

                Assert.True(board.Poll(TimeSpan.Zero, Readiness.Write));
            }

            Assert.Equal(Pieces * piece.Length, Drain(client, Pieces * piece.Length));
            client.Send([1]);
            Assert.Equal(1, Receive(board, piece));
        }
    }

    [Fact]
    public async Task A_send_waits_until_everything_is_sent()
    {
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;
        byte[] large = new byte[20_000_000];
        Random.Shared.NextBytes(large);
        Task<byte[]> reader = Task.Run(() => ReadExactly(client, large.Length));

        Assert.Equal(large.Length, board.Send(large, 0, large.Length, NoTimeout));

        Assert.Equal(large, await reader.WaitAsync(TestBoards.Patience));
    }

    [Fact]
    public void A_send_that_takes_too_long_times_out()
    {
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;

        AssertFails(SocketError.TimedOut, () => board.Send(new byte[50_000_000], 0, 50_000_000, 100));
    }

    [Fact]
    public void A_receive_that_takes_too_long_times_out()
    {
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;

        AssertFails(SocketError.TimedOut, () => board.Receive(new byte[1], 0, 1, false, 50));
    }

    [Fact]
    public void Peeking_leaves_the_bytes_where_they_are()
    {
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;
        client.Send([7]);
        byte[] buffer = new byte[1];

        Assert.Equal(1, board.Receive(buffer, 0, 1, true, 5000));
        Assert.Equal(1, board.Available);
        Assert.Equal(1, board.Receive(buffer, 0, 1, false, 5000));
        Assert.Equal(0, board.Available);
    }

    [Fact]
    public async Task Closing_wakes_who_waits()
    {
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;
        Task<int> waiting = Task.Run(() => board.Receive(new byte[1], 0, 1, false, NoTimeout));
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(50)));

        board.Close();

        SocketFailure failure = await Assert.ThrowsAsync<SocketFailure>(() => waiting.WaitAsync(TestBoards.Patience));
        Assert.Equal((int)SocketError.Interrupted, failure.Code);
    }

    [Fact]
    public async Task Closing_a_listener_wakes_who_accepts()
    {
        ISocket listener = Listen();
        Task<ISocket> waiting = Task.Run(listener.Accept);
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(50)));

        listener.Close();

        await Assert.ThrowsAsync<SocketFailure>(() => waiting.WaitAsync(TestBoards.Patience));
    }

    [Fact]
    public void A_reset_connection_fails_in_poll_and_in_receive()
    {
        (ISocket board, Socket client) = Connect();

        client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        AssertFails(SocketError.ConnectionReset, () => board.Poll(TestBoards.Patience, Readiness.Read));
        AssertFails(SocketError.ConnectionReset, () => board.Receive(new byte[1], 0, 1, false, NoTimeout));
    }

    [Fact]
    public void A_board_has_four_sockets_in_all()
    {
        ISocket[] sockets = Enumerable.Range(0, 4).Select(_ => Network.Open(SocketKind.Stream)).ToArray();
        Assert.Equal(4, board.Sockets.Count);

        AssertFails(SocketError.TooManyOpenSockets, () => Network.Open(SocketKind.Datagram));

        sockets[0].Close();
        Network.Open(SocketKind.Datagram);
        Assert.Equal(4, board.Sockets.Count);
    }

    [Fact]
    public void The_limit_can_be_lifted()
    {
        using VirtualBoard board = TestBoards.Joined(sockets: 10);
        for (int count = 0; count < 10; count++)
        {
            board.Inside().Network.Open(SocketKind.Stream);
        }

        Assert.Equal(10, board.Sockets.Count);
        AssertFails(SocketError.TooManyOpenSockets, () => board.Inside().Network.Open(SocketKind.Stream));
    }

    [Fact]
    public void A_connection_for_which_there_is_no_socket_is_dropped()
    {
        ISocket listener = Listen();
        for (int count = 0; count < 3; count++)
        {
            Network.Open(SocketKind.Datagram);
        }

        using Socket client = ConnectTo(listener);

        AssertFails(SocketError.TooManyOpenSockets, () => listener.Accept());
        Assert.Throws<SocketException>(() => client.Receive(new byte[1]));
        Assert.Equal(4, board.Sockets.Count);
    }

    [Fact]
    public void A_port_can_be_bound_again_at_once_after_closing()
    {
        (ISocket board, Socket client) = Connect(out ISocket listener);
        Endpoint local = listener.LocalEndpoint;
        board.Close();
        listener.Close();
        client.Dispose();

        ISocket again = Network.Open(SocketKind.Stream);
        again.Bind(local);
        again.Listen(1);

        Assert.Equal(local, again.LocalEndpoint);
    }

    [Fact]
    public void A_port_that_another_program_has_cannot_be_bound()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        ISocket socket = Network.Open(SocketKind.Stream);
        socket.SetOption((int)SocketOptionLevel.Socket, (int)SocketOptionName.ReuseAddress, [1, 0, 0, 0]);

        AssertFails(
            SocketError.AddressAlreadyInUse,
            () =>
            {
                socket.Bind(new Endpoint(0, ((IPEndPoint)other.LocalEndpoint).Port));
                socket.Listen(1);
            });
    }

    [Fact]
    public void The_board_can_connect_to_a_program_on_this_machine()
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        ISocket socket = Network.Open(SocketKind.Stream);

        socket.Connect(new Endpoint(Endpoint.Loopback, ((IPEndPoint)server.LocalEndpoint).Port));
        using Socket accepted = server.AcceptSocket();
        socket.Send([5], 0, 1, NoTimeout);

        byte[] buffer = new byte[1];
        Assert.Equal(1, accepted.Receive(buffer));
        Assert.Equal(5, buffer[0]);
    }

    [Fact]
    public void Connecting_to_a_port_where_nobody_listens_is_refused()
    {
        ISocket socket = Network.Open(SocketKind.Stream);

        AssertFails(SocketError.ConnectionRefused, () => socket.Connect(new Endpoint(Endpoint.Loopback, FreePort())));
    }

    [Fact]
    public async Task Closing_a_socket_ends_its_attempt_to_connect()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux keeps silent when a backlog is full; elsewhere it refuses.");

        using Socket deaf = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen(0);
        using TcpClient filler = new();
        await filler.ConnectAsync((IPEndPoint)deaf.LocalEndPoint!);
        ISocket socket = Network.Open(SocketKind.Stream);
        Task connecting = Task.Run(() => socket.Connect(new Endpoint(Endpoint.Loopback, ((IPEndPoint)deaf.LocalEndPoint!).Port)));
        Assert.NotSame(connecting, await Task.WhenAny(connecting, Task.Delay(100)));

        socket.Close();

        await Assert.ThrowsAsync<SocketFailure>(() => connecting.WaitAsync(TestBoards.Patience));
    }

    [Fact]
    public void The_rest_of_the_world_cannot_be_reached()
    {
        Endpoint outside = new(0x08080808, 53);

        AssertFails(SocketError.NetworkUnreachable, () => Network.Open(SocketKind.Stream).Connect(outside));
        AssertFails(SocketError.NetworkUnreachable, () => Network.Open(SocketKind.Datagram).SendTo([1], 0, 1, outside));
    }

    [Fact]
    public void Datagrams_go_both_ways()
    {
        using UdpClient host = new(new IPEndPoint(IPAddress.Loopback, 0));
        ISocket socket = Network.Open(SocketKind.Datagram);
        socket.Bind(default);
        byte[] buffer = new byte[10];

        host.Send([1, 2], new IPEndPoint(IPAddress.Loopback, socket.LocalEndpoint.Port));
        int received = socket.ReceiveFrom(buffer, 0, 10, false, 5000, out Endpoint sender);
        socket.SendTo(buffer, 0, received, sender);

        Assert.Equal(((IPEndPoint)host.Client.LocalEndPoint!).Port, sender.Port);
        IPEndPoint? from = null;
        Assert.Equal([1, 2], host.Receive(ref from));
    }

    [Fact]
    public void Without_WiFi_nothing_can_be_sent_but_a_listener_can_be_opened()
    {
        using VirtualBoard board = TestBoards.New();
        INetwork network = board.Inside().Network;
        ISocket listener = network.Open(SocketKind.Stream);
        listener.Bind(default);
        listener.Listen(1);

        AssertFails(SocketError.NetworkDown, () => network.Open(SocketKind.Stream).Connect(listener.LocalEndpoint));
        AssertFails(SocketError.NetworkDown, () => network.Open(SocketKind.Datagram).SendTo([1], 0, 1, listener.LocalEndpoint));
        AssertFails(SocketError.NetworkDown, () => network.Resolve("localhost"));
    }

    [Fact]
    public void A_listener_hears_of_nobody_while_the_link_is_down_and_goes_on_when_it_is_back()
    {
        ISocket listener = Listen();
        board.AccessPoint!.Vanish();
        using Socket client = ConnectTo(listener);
        Assert.False(listener.Poll(TimeSpan.FromMilliseconds(30), Readiness.Read));

        board.AccessPoint.Return();
        board.Inside().Radio.Join(AccessPoint.DefaultSsid, AccessPoint.DefaultPassword);

        Assert.True(listener.Poll(TestBoards.Patience, Readiness.Read));
        listener.Accept().Close();
    }

    [Fact]
    public async Task Connections_fail_for_good_when_the_link_is_lost_and_keep_their_sockets_until_closed()
    {
        (ISocket board, Socket client) = Connect();
        using Socket _ = client;
        Task<int> waiting = Task.Run(() => board.Receive(new byte[1], 0, 1, false, NoTimeout));

        this.board.AccessPoint!.Vanish();

        SocketFailure failure = await Assert.ThrowsAsync<SocketFailure>(() => waiting.WaitAsync(TestBoards.Patience));
        Assert.Equal((int)SocketError.NetworkDown, failure.Code);
        this.board.AccessPoint.Return();
        this.board.Inside().Radio.Join(AccessPoint.DefaultSsid, AccessPoint.DefaultPassword);
        AssertFails(SocketError.NetworkDown, () => board.Send([1], 0, 1, NoTimeout));
        AssertFails(SocketError.NetworkDown, () => board.Poll(TimeSpan.Zero, Readiness.Write));
        Assert.Equal(2, this.board.Sockets.Count);
        board.Close();
        Assert.Equal(1, this.board.Sockets.Count);
    }

    [Fact]
    public void The_log_and_the_list_of_sockets_tell_what_they_do()
    {
        (ISocket board, Socket client) = Connect(out ISocket listener);
        using Socket _ = client;
        int port = listener.LocalEndpoint.Port;
        int peer = ((IPEndPoint)client.LocalEndPoint!).Port;

        Assert.Equal([$"listening on 127.0.0.1:{port}", $"accepted 127.0.0.1:{peer} on 127.0.0.1:{port}"], this.board.Sockets.Open);
        board.Close();
        Assert.Equal($"closed, was accepted 127.0.0.1:{peer} on 127.0.0.1:{port}", this.board.Log.Lines[^1].Text);
    }

    [Fact]
    public void Two_boards_can_talk_to_each_other()
    {
        using VirtualBoard other = TestBoards.Joined();
        ISocket listener = Listen();
        ISocket socket = other.Inside().Network.Open(SocketKind.Stream);

        socket.Connect(listener.LocalEndpoint);
        ISocket accepted = listener.Accept();
        socket.Send([9], 0, 1, NoTimeout);

        byte[] buffer = new byte[1];
        Assert.Equal(1, Receive(accepted, buffer));
        Assert.Equal(9, buffer[0]);
    }

    private static void AssertFails(SocketError error, Action operation) =>
        Assert.Equal(error, (SocketError)Assert.Throws<SocketFailure>(operation).Code);

    private static int Receive(ISocket socket, byte[] buffer) => socket.Receive(buffer, 0, buffer.Length, false, 5000);

    private static long Drain(Socket client, long bytes)
    {
        byte[] buffer = new byte[65536];
        long received = 0L;
        client.ReceiveTimeout = 5000;
        while (received < bytes)
        {
            received += client.Receive(buffer);
        }

        return received;
    }

    private static byte[] ReadExactly(Socket client, int count)
    {
        byte[] buffer = new byte[count];
        for (int read = 0; read < count;)
        {
            read += client.Receive(buffer.AsSpan(read));
        }

        return buffer;
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static Socket ConnectTo(ISocket listener)
    {
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, listener.LocalEndpoint.Port);
        return client;
    }

    private ISocket Listen()
    {
        ISocket listener = Network.Open(SocketKind.Stream);
        listener.Bind(default);
        listener.Listen(4);
        return listener;
    }

    private (ISocket Board, Socket Host) Connect() => Connect(out _);

    private (ISocket Board, Socket Host) Connect(out ISocket listener)
    {
        listener = Listen();
        Socket client = ConnectTo(listener);
        return (listener.Accept(), client);
    }
}
