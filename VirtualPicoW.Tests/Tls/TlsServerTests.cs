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
    private readonly TestCertificate _certificate = TestCertificate.SelfSigned("Test authority").Issue("pico.test");

    [Fact]
    public void S11_15_three_clients_are_served_at_once()
    {
        using var board = TlsBoard.Server(_certificate, out var port);
        var peers = Enumerable.Range(0, 3).Select(_ => TlsPeer.Connect(port).AsClient(_certificate)).ToList();

        Assert.All(peers, peer => peer.AssertEchoes("hello"));
        Assert.All(peers, peer => peer.AssertEchoes("again"));

        Assert.True(_certificate.Is(peers[0].Certificate));
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public void S11_15_the_servers_key_may_have_a_password()
    {
        using var board = TlsBoard.Server(_certificate, out var port, ("key", _certificate.KeyPemWith("sesame")), ("password", "sesame"));
        using var peer = TlsPeer.Connect(port).AsClient(_certificate);

        peer.AssertEchoes("hello");
    }

    [Fact]
    public void S11_15_a_client_whose_handshake_fails_is_reported_and_hurts_nobody()
    {
        using var board = TlsBoard.Server(_certificate, out var port);
        using var good = TlsPeer.Connect(port).AsClient(_certificate);
        good.AssertEchoes("before");

        using (var bad = TlsPeer.Connect(port))
        {
            Assert.Throws<AuthenticationException>(() => bad.AsClient(_certificate, SslProtocols.Tls13));
        }

        AssertReported(board, "(error -");
        good.AssertEchoes("after");
        using var next = TlsPeer.Connect(port).AsClient(_certificate);
        next.AssertEchoes("hello");
    }

    [Fact]
    public void S11_15_a_client_that_does_not_trust_the_board_is_lost_at_the_first_read()
    {
        // Such as .NET's, which looks at the certificate only when the handshake is done.
        using var board = TlsBoard.Server(_certificate, out var port);
        using (var client = TlsPeer.Connect(port))
        {
            Assert.Throws<AuthenticationException>(() => client.AsClient(TestCertificate.SelfSigned("somebody else")));
        }

        board.WaitFor("lost after 0: ");
    }

    [Fact]
    public void S11_15_a_client_that_speaks_no_TLS_is_reported_and_closed()
    {
        using var board = TlsBoard.Server(_certificate, out var port);
        using var client = new TcpClient("127.0.0.1", port);

        client.GetStream().Write("GET / HTTP/1.1\r\n\r\n"u8);

        AssertReported(board, "the client does not speak TLS");
        AssertCloses(client);
    }

    [Fact]
    public void S11_15_a_client_that_says_nothing_is_given_up_and_keeps_nobody_waiting()
    {
        using var board = TlsBoard.Server(_certificate, out var port, ("handshakeMs", "300"));
        using var silent = new TcpClient("127.0.0.1", port);
        using var good = TlsPeer.Connect(port).AsClient(_certificate);

        good.AssertEchoes("meanwhile");
        board.WaitForTicks();

        AssertReported(board, "it took longer than 300 ms");
        AssertCloses(silent);
        good.AssertEchoes("after");
    }

    [Fact]
    public void S11_15_a_client_that_closes_before_its_handshake_is_reported()
    {
        using var board = TlsBoard.Server(_certificate, out var port);

        new TcpClient("127.0.0.1", port).Close();

        AssertReported(board, "the client closed the connection");
    }

    [Fact]
    public void S10_31_a_connection_can_go_on_over_TLS()
    {
        using var board = TlsBoard.Server(_certificate, out var port, ("role", "startTls"));
        using var peer = TlsPeer.Connect(port);
        peer.Raw.Write("STARTTLS\n"u8.ToArray(), 0, 9);
        var answer = new byte[1];
        peer.Raw.ReadExactly(answer);
        Assert.Equal("!", Encoding.ASCII.GetString(answer));

        peer.AsClient(_certificate);

        peer.AssertEchoes("hello");
    }

    [Fact]
    public void An_idle_client_is_closed_and_a_busy_one_is_not()
    {
        using var board = TlsBoard.Server(_certificate, out var port, ("idleMs", "400"));
        using var idle = TlsPeer.Connect(port).AsClient(_certificate);
        using var busy = TlsPeer.Connect(port).AsClient(_certificate);

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
        using var board = TlsBoard.Server(_certificate, out var port);
        using var peer = TlsPeer.Connect(port).AsClient(_certificate);
        var sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);

        // Nobody reads what comes back until the board takes no more; then all of it is there.
        var sending = Task.Run(() =>
        {
            foreach (var piece in sent.Chunk(4000))
            {
                peer.Send(piece);
            }
        });
        board.WaitForTicks();
        var received = await Task.Run(() => peer.Receive(sent.Length)).WaitAsync(TestBoards.Patience);
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
