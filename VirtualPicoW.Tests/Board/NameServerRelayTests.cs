using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>How a board in the host world reaches the name servers of the machine.</summary>
public sealed class NameServerRelayTests : IDisposable
{
    private static readonly byte[] Question = [7, 8, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4, (byte)'p', (byte)'i', (byte)'c', (byte)'o', 0, 0, 1, 0, 1];

    private readonly NameServer first = new(("pico", ["10.0.0.1"]));
    private readonly NameServer second = new(("pico", ["10.0.0.2"]));

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public void The_network_names_the_servers_while_the_board_is_on_it()
    {
        using VirtualBoard board = New(first.EndPoint, second.EndPoint);
        Assert.Empty(board.Inside().Radio.NameServers);

        Join(board);
        Assert.Equal(["127.0.0.53", "127.0.0.54"], board.Inside().Radio.NameServers.Select(address => new Endpoint(address, 0).AddressText));

        board.AccessPoint!.Vanish();
        Assert.Empty(board.Inside().Radio.NameServers);
    }

    [Fact]
    public void Questions_reach_the_server_and_answers_come_from_where_they_were_sent_to()
    {
        using VirtualBoard board = New(first.EndPoint, second.EndPoint);
        Join(board);

        Assert.Equal((1, "127.0.0.53:53"), Ask(board, 0));
        Assert.Equal((2, "127.0.0.54:53"), Ask(board, 1));
        Assert.Equal(["pico"], first.Questions);
        Assert.Equal(["pico"], second.Questions);
    }

    [Fact]
    public void All_that_the_server_sends_is_passed_on_and_not_the_first_datagram_only()
    {
        using UdpClient server = new(new IPEndPoint(IPAddress.Loopback, 0));
        server.Client.ReceiveTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        using VirtualBoard board = New((IPEndPoint)server.Client.LocalEndPoint!);
        Join(board);
        ISocket socket = board.Inside().Network.Open(SocketKind.Datagram);
        socket.SendTo(Question, 0, Question.Length, new Endpoint(board.Inside().Radio.NameServers[0], 53));
        IPEndPoint asker = new(IPAddress.Any, 0);
        server.Receive(ref asker);

        for (byte number = 1; number <= 3; number++)
        {
            server.Send([number], asker);
            Assert.Equal((number, "127.0.0.53:53"), Receive(socket));
        }
    }

    [Fact]
    public void Questions_by_the_hundred_do_not_keep_a_socket_of_the_machine_each()
    {
        using UdpClient server = new(new IPEndPoint(IPAddress.Loopback, 0));
        server.Client.ReceiveTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        NameServerRelay relay = new(new Endpoint(Endpoint.Loopback + 52, 53), (IPEndPoint)server.Client.LocalEndPoint!);
        IPEndPoint first = new(IPAddress.Any, 0);
        IPEndPoint last = first;
        using UdpClient asker = new(new IPEndPoint(IPAddress.Loopback, 0));
        asker.Client.ReceiveTimeout = server.Client.ReceiveTimeout;

        for (int i = 0; i < 200; i++)
        {
            relay.Forward(Question, asker.Client.LocalEndPoint!);
            server.Receive(ref last);
            first = i == 0 ? last : first;
        }

        server.Send([1], first);
        server.Send([2], last);
        Assert.Equal([2], asker.Receive(ref last));
    }

    [Fact]
    public void A_server_that_is_not_there_is_a_failure_at_once()
    {
        IPEndPoint nobody = second.EndPoint;
        second.Dispose();
        using VirtualBoard board = New(nobody);
        Join(board);

        ISocket socket = board.Inside().Network.Open(SocketKind.Datagram);
        byte[] answer = new byte[512];
        socket.SendTo(Question, 0, Question.Length, new Endpoint(board.Inside().Radio.NameServers[0], 53));
        int length = socket.ReceiveFrom(answer, 0, answer.Length, false, (int)TestBoards.Patience.TotalMilliseconds, out _);

        Assert.Equal([7, 8, 0x81, 2], answer.Take(4));
        Assert.Equal(Question.Length, length);
    }

    [Fact]
    public void There_need_not_be_a_name_server()
    {
        using VirtualBoard board = new(new BoardOptions { World = new HostWorld([]), JoinTime = TimeSpan.Zero });
        Join(board);

        Assert.Empty(board.Inside().Radio.NameServers);
    }

    [Fact]
    public void The_machines_own_servers_are_named_unless_told_otherwise() => Assert.True(new HostWorld().NameServers.Count <= HostWorld.MaxNameServers);

    [Fact]
    public void A_board_knows_two_name_servers_at_most()
    {
        string complaint = Assert.Throws<ArgumentException>(() => new HostWorld(first.EndPoint, second.EndPoint, first.EndPoint)).Message;
        Assert.Contains("2 name servers at most, not 3", complaint);
    }

    private static VirtualBoard New(params IPEndPoint[] servers) => new(new BoardOptions { World = new HostWorld(servers), JoinTime = TimeSpan.Zero });

    private static void Join(VirtualBoard board) =>
        Assert.Equal(JoinResult.Joined, board.Inside().Radio.Join(AccessPoint.DefaultSsid, AccessPoint.DefaultPassword));

    private static (int LastNumber, string Sender) Ask(VirtualBoard board, int server)
    {
        ISocket socket = board.Inside().Network.Open(SocketKind.Datagram);
        socket.SendTo(Question, 0, Question.Length, new Endpoint(board.Inside().Radio.NameServers[server], 53));
        return Receive(socket);
    }

    private static (int LastNumber, string Sender) Receive(ISocket socket)
    {
        byte[] answer = new byte[512];
        int length = socket.ReceiveFrom(answer, 0, answer.Length, false, (int)TestBoards.Patience.TotalMilliseconds, out Endpoint sender);
        return (answer[length - 1], sender.ToString());
    }
}
