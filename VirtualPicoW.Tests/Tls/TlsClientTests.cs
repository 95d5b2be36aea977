using System;
using System.Linq;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>The board as a client of TLS servers.</summary>
public sealed class TlsClientTests : IDisposable
{
    private readonly TestCertificate authority = TestCertificate.SelfSigned("Test authority");
    private readonly TcpListener listener;
    private readonly int port;

    public TlsClientTests() => listener = TlsPeer.Listen(out port);

    public void Dispose() => listener.Dispose();

    [Fact]
    public void S10_8_a_server_that_the_board_trusts_is_connected_to_and_told_its_name()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.Issue("pico.test"));

        board.WaitFor("opened");
        peer.AssertEchoes("hello");

        Assert.Equal("pico.test", peer.ServerName);
    }

    [Fact]
    public void S10_8_a_server_that_is_not_checked_may_be_anybody()
    {
        using TlsBoard board = TlsBoard.Client(port, null, ("verifies", "false"));
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(TestCertificate.SelfSigned("mallory.test"));

        board.WaitFor("opened");
        peer.AssertEchoes("hello");
    }

    [Fact]
    public void S10_8_a_server_that_asks_is_shown_the_boards_certificate()
    {
        TestCertificate own = authority.Issue("board");
        using TlsBoard board = TlsBoard.Client(port, authority, ("ownCertificate", own.Pem), ("key", own.KeyPem));
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.Issue("pico.test"), own);

        peer.AssertEchoes("hello");

        Assert.True(own.Is(peer.Certificate));
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public async Task S10_22_much_data_goes_both_ways_at_once_and_arrives_whole(int size)
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.Issue("pico.test"));
        byte[] sent = new byte[size];
        new Random(1).NextBytes(sent);

        Task sending = Task.Run(() => SendInPieces(peer, sent, 6000));
        byte[] received = await Task.Run(() => peer.Receive(size)).WaitAsync(TestBoards.Patience);
        await sending;

        Assert.True(sent.SequenceEqual(received), "Other bytes came back than were sent.");
        peer.SayGoodbye();
        board.WaitFor($"end after {size}");
    }

    [Fact]
    public void S10_22_decrypted_bytes_that_the_socket_does_not_show_are_read()
    {
        using TlsBoard board = TlsBoard.Client(port, authority, ("bufferSize", "7"));
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.Issue("pico.test"));

        peer.AssertEchoes(new string('x', 1000));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(30)]
    public void S10_22_a_record_of_which_only_a_part_has_come_stops_nobody(int passing)
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.Issue("pico.test"));
        peer.AssertEchoes("before");

        peer.Raw.HoldAfter(passing);
        peer.Send(new byte[100]);
        board.WaitForTicks();
        peer.Raw.Release();

        Assert.Equal(new byte[100], peer.Receive(100));
    }

    [Fact]
    public void A_goodbye_is_the_end_of_the_stream()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.Issue("pico.test"));
        peer.AssertEchoes("hello");

        peer.SayGoodbye();

        board.WaitFor("end after 5");
        Assert.Equal(0, peer.ReceiveSome());
        board.WaitFor("sockets in use: 0");
    }

    [Fact]
    public void A_connection_that_is_cut_without_a_goodbye_is_no_end_of_the_stream()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.Issue("pico.test"));
        peer.AssertEchoes("hello");

        peer.Cut();

        Assert.Contains("ended the connection without saying so in TLS", board.WaitFor("lost after 5: "), StringComparison.Ordinal);
        board.WaitFor("sockets in use: 0");
    }

    [Fact]
    public void A_record_that_the_board_has_no_room_for_is_refused_with_its_size()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.Issue("pico.test"));

        peer.Send(new byte[16_000]);

        Assert.Contains("the board takes 6144 at most", board.WaitFor("lost after 0: "), StringComparison.Ordinal);
        board.WaitFor("sockets in use: 0");
    }

    [Fact]
    public void S10_9_a_slow_handshake_is_reported_as_one_and_no_task_is_blamed()
    {
        using TlsBoard board = TlsBoard.Client(port, authority, ("slowTurnMs", "50"), ("busyMs", "60"));
        using TlsPeer peer = TlsPeer.Accept(listener);
        peer.WaitForBytes();
        board.Press();
        board.WaitFor("was busy");
        board.WaitForTicks();
        string[] meanwhile = board.Since("was busy");
        peer.AsServer(authority.Issue("pico.test"));

        string report = board.WaitFor("The TLS handshake with 127.0.0.1 (");

        Assert.Matches(@"\(127\.0\.0\.1:\d+\) took \d+ ms, in which a board does nothing else$", report);
        peer.AssertEchoes("hello");
        Assert.DoesNotContain(meanwhile, line => line.Contains("held the loop", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_TLS_1_2_is_spoken()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener);

        Assert.ThrowsAny<AuthenticationException>(() => peer.AsServer(authority.Issue("pico.test"), SslProtocols.Tls13));

        board.WaitFor("open failed: HandshakeFailedException: ");
        board.WaitFor("sockets in use: 0");
    }

    private static void SendInPieces(TlsPeer peer, byte[] bytes, int length)
    {
        foreach (byte[] piece in bytes.Chunk(length))
        {
            peer.Send(piece);
        }
    }
}
