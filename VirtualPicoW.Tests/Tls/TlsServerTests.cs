using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>The board as a server for TLS clients.</summary>
public sealed class TlsServerTests
{
    private readonly TestCertificate certificate = TestCertificate.SelfSigned("Test authority").Issue("pico.test");

    [Fact]
    public void S11_15_three_clients_are_served_at_once()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        System.Collections.Generic.List<TlsPeer> peers = Enumerable.Range(0, 3).Select(_ => TlsPeer.Connect(port).AsClient(certificate)).ToList();

        Assert.All(peers, peer => peer.AssertEchoes("hello"));
        Assert.All(peers, peer => peer.AssertEchoes("again"));

        Assert.True(certificate.Is(peers[0].Certificate));
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public void S11_15_the_servers_key_may_have_a_password()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port, ("key", certificate.KeyPemWith("sesame")), ("password", "sesame"));
        using TlsPeer peer = TlsPeer.Connect(port).AsClient(certificate);

        peer.AssertEchoes("hello");
    }

    [Fact]
    public void S11_15_a_client_whose_handshake_fails_is_reported_and_hurts_nobody()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        using TlsPeer good = TlsPeer.Connect(port).AsClient(certificate);
        good.AssertEchoes("before");

        using (TlsPeer bad = TlsPeer.Connect(port))
        {
            Assert.Throws<AuthenticationException>(() => bad.AsClient(certificate, SslProtocols.Tls13));
        }

        AssertReported(board, "(error -");
        good.AssertEchoes("after");
        using TlsPeer next = TlsPeer.Connect(port).AsClient(certificate);
        next.AssertEchoes("hello");
    }

    [Fact]
    public void S11_15_a_client_that_does_not_trust_the_board_is_lost_at_the_first_read()
    {
        // Such as .NET's, which looks at the certificate only when the handshake is done.
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        using (TlsPeer client = TlsPeer.Connect(port))
        {
            Assert.Throws<AuthenticationException>(() => client.AsClient(TestCertificate.SelfSigned("somebody else")));
        }

        board.WaitFor("lost after 0: ");
    }

    [Fact]
    public void S11_15_a_client_that_speaks_no_TLS_is_reported_and_closed()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        using TcpClient client = new("127.0.0.1", port);

        client.GetStream().Write("GET / HTTP/1.1\r\n\r\n"u8);

        AssertReported(board, "the client does not speak TLS");
        AssertCloses(client);
    }

    [Fact]
    public void S11_15_a_client_that_says_nothing_keeps_nobody_waiting()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        using TcpClient silent = new("127.0.0.1", port);
        using TlsPeer good = TlsPeer.Connect(port).AsClient(certificate);

        good.AssertEchoes("meanwhile");
        board.WaitForTicks();
        good.AssertEchoes("after");
    }

    [Fact]
    public void S11_15_a_client_that_says_nothing_is_given_up()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port, ("handshakeMs", "300"));
        using TcpClient silent = new("127.0.0.1", port);

        AssertReported(board, "it took longer than 300 ms");
        AssertCloses(silent);
        board.WaitForTicks();
    }

    [Fact]
    public void S11_15_a_client_that_closes_before_its_handshake_is_reported()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);

        new TcpClient("127.0.0.1", port).Close();

        AssertReported(board, "the client closed the connection");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_that_leaves_in_the_middle_of_its_first_record_does_not_keep_its_socket(bool resets)
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port, ("handshakeMs", "600000"));
        for (int i = 0; i < 3; i++)
        {
            using TextClient client = new(port);
            client.Send([0x16, 3, 1, 2, 0]);
            board.WaitForTicks();
            if (resets)
            {
                client.Reset();
            }
        }

        board.WaitForSockets(1);
        AssertReported(board, resets ? "the connection was reset" : "the client stopped in the middle of its first record");
    }

    [Theory]
    [InlineData("the client does not speak TLS", new byte[] { 0x16, 9, 9, 2, 0 })]
    [InlineData("the client does not speak TLS", new byte[] { 0x16, 3, 1, 0, 0 })]
    [InlineData("the client does not speak TLS", new byte[] { (byte)'G' })]
    [InlineData("its first record claims 16641 bytes", new byte[] { 0x16, 3, 1, 0x41, 1 })]
    [InlineData("its first record claims 65535 bytes", new byte[] { 0x16, 3, 1, 255, 255 })]
    [InlineData("does not hold its whole greeting", new byte[] { 0x16, 3, 1, 0, 4, 1, 0, 1, 0 })]
    public void A_first_record_that_cannot_be_one_is_refused_without_waiting_for_the_rest(string reason, byte[] beginning)
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port, ("handshakeMs", "600000"));
        using TcpClient client = new("127.0.0.1", port);

        client.GetStream().Write(beginning);

        AssertReported(board, reason);
        AssertCloses(client);
    }

    [Fact]
    public void A_client_that_resets_in_the_middle_of_a_record_is_lost_at_once()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        using TlsPeer client = TlsPeer.Connect(port).AsClient(certificate);
        client.AssertEchoes("hello");
        client.Raw.Write([0x17, 3, 3, 2, 0], 0, 5);
        board.WaitForTicks();

        client.Reset();

        Assert.DoesNotContain("stopped in the middle", board.WaitFor("lost after 5: "), StringComparison.Ordinal);
        board.WaitForSockets(1);
    }

    [Fact]
    public void A_client_that_closes_in_the_middle_of_a_record_is_lost()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        using TlsPeer client = TlsPeer.Connect(port).AsClient(certificate);
        client.AssertEchoes("hello");
        client.Raw.Write([0x17, 3, 3, 2, 0], 0, 5);

        client.Cut();

        Assert.Contains("stopped in the middle of a TLS record", board.WaitFor("lost after 5: "), StringComparison.Ordinal);
        board.WaitForSockets(1);
    }

    [Theory]
    [InlineData("sent what is no TLS", new byte[] { 0x47, 3, 3, 2, 0 })]
    [InlineData("sent what is no TLS", new byte[] { 0x17, 0, 0, 2, 0 })]
    [InlineData("a TLS record of 65535 bytes", new byte[] { 0x17, 3, 3, 255, 255 })]
    [InlineData("a TLS record of 65535 bytes", new byte[] { 0x15, 3, 3, 255, 255 })]
    public void What_cannot_be_a_record_is_refused_without_waiting_for_the_rest(string reason, byte[] beginning)
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        using TlsPeer client = TlsPeer.Connect(port).AsClient(certificate);
        client.AssertEchoes("hello");

        client.Raw.Write(beginning, 0, beginning.Length);

        Assert.Contains(reason, board.WaitFor("lost after 5: "), StringComparison.Ordinal);
        board.WaitForSockets(1);
    }

    [Fact]
    public void A_server_with_a_key_of_an_elliptic_curve_serves_nobody_as_on_the_board()
    {
        TestCertificate curve = TestCertificate.SelfSigned("Test authority").IssueWithCurve("pico.test");
        using TlsBoard board = TlsBoard.Server(curve, out int port);
        using TlsPeer client = TlsPeer.Connect(port);

        Assert.Throws<AuthenticationException>(() => client.AsClient(curve, SslProtocols.Tls12));

        AssertReported(board, "a server's certificate must have an RSA key");
        Assert.True(board.Says("has a key of an elliptic curve"));
    }

    [Fact]
    public void A_server_with_a_certificate_for_clients_only_serves_nobody_as_on_the_board()
    {
        TestCertificate own = TestCertificate.SelfSigned("Test authority").IssueForClients("pico.test");
        using TlsBoard board = TlsBoard.Server(own, out int port);
        using TlsPeer client = TlsPeer.Connect(port);

        Assert.Throws<AuthenticationException>(() => client.AsClient(own, SslProtocols.Tls12));

        AssertReported(board, "and be for servers");
        Assert.True(board.Says("it is not for servers (extended key usage)"));
    }

    [Fact]
    public void S10_31_a_connection_can_go_on_over_TLS()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port, ("role", "startTls"));
        using TlsPeer peer = TlsPeer.Connect(port);
        peer.Raw.Write("STARTTLS\n"u8.ToArray(), 0, 9);
        byte[] answer = new byte[1];
        peer.Raw.ReadExactly(answer);
        Assert.Equal("!", Encoding.ASCII.GetString(answer));

        peer.AsClient(certificate);

        peer.AssertEchoes("hello");
    }

    [Fact]
    public void An_idle_client_is_closed_and_a_busy_one_is_not()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port, ("idleMs", "400"));
        using TlsPeer idle = TlsPeer.Connect(port).AsClient(certificate);
        using TlsPeer busy = TlsPeer.Connect(port).AsClient(certificate);

        while (board.Sockets == 3)
        {
            busy.AssertEchoes("hello");
        }

        Assert.Equal(0, idle.ReceiveSome());
        busy.AssertEchoes("still");
    }

    [Fact]
    public async Task Back_pressure_holds_and_nothing_is_lost()
    {
        using TlsBoard board = TlsBoard.Server(certificate, out int port);
        using TlsPeer peer = TlsPeer.Connect(port).AsClient(certificate);
        byte[] sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);

        // Nobody reads what comes back until the board takes no more; then all of it is there.
        Task sending = Task.Run(() =>
        {
            foreach (byte[] piece in sent.Chunk(4000))
            {
                peer.Send(piece);
            }
        });
        board.WaitForTicks();
        byte[] received = await Task.Run(() => peer.Receive(sent.Length)).WaitAsync(TestBoards.Patience);
        await sending;

        Assert.True(sent.SequenceEqual(received), "Other bytes came back than were sent.");
    }

    private static void AssertReported(TlsBoard board, string reason)
    {
        board.WaitFor("Serving ");
        Assert.Contains(reason, board.WaitFor("AsyncCore.Net.HandshakeFailedException: The TLS handshake with 127.0.0.1:"), StringComparison.Ordinal);
    }

    private static void AssertCloses(TcpClient client)
    {
        client.ReceiveTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        try
        {
            Assert.Equal(0, client.GetStream().Read(new byte[100]));
        }
        catch (IOException exception)
        {
            Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(exception.InnerException).SocketErrorCode);
        }
    }
}
