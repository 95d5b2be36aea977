using System;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace VirtualPicoW.Tests;

/// <summary>Servers that the board must not talk to, or that do not talk to it: each is told from the others, and none keeps a socket.</summary>
public sealed class TlsRefusalTests : IDisposable
{
    private readonly TestCertificate authority = TestCertificate.SelfSigned("Test authority");
    private readonly TcpListener listener;
    private readonly int port;

    public TlsRefusalTests() => listener = TlsPeer.Listen(out port);

    public void Dispose() => listener.Dispose();

    [Fact]
    public void S10_8_a_certificate_that_has_expired_is_refused_by_open() =>
        AssertRefuses(authority.Issue("pico.test", -9, -1), $"it has expired; the board's clock says {DateTime.UtcNow.Year}-");

    [Fact]
    public void S10_8_a_certificate_that_is_not_valid_yet_is_refused_by_open() =>
        AssertRefuses(authority.Issue("pico.test", 1, 9), "it is not valid yet; the board's clock says");

    [Fact]
    public void S10_8_a_certificate_for_another_name_is_refused_by_open() =>
        AssertRefuses(authority.Issue("mallory.test"), "it is for another name (flags 4)");

    [Fact]
    public void S10_8_a_certificate_that_is_signed_by_itself_is_refused_by_open() =>
        AssertRefuses(TestCertificate.SelfSigned("pico.test"), "it is not signed by an authority that the board trusts");

    [Fact]
    public void S10_8_a_certificate_of_an_unknown_authority_is_refused_by_open() =>
        AssertRefuses(TestCertificate.SelfSigned("Test authority").Issue("pico.test"), "it is not signed by an authority that the board trusts");

    [Fact]
    public void A_certificate_for_clients_only_is_refused_by_open() =>
        AssertRefuses(authority.IssueForClients("pico.test"), "it is not for servers (flags 4096)");

    [Fact]
    public void A_certificate_for_servers_is_trusted()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener).AsServer(authority.IssueForServers("pico.test"));

        peer.AssertEchoes("hello");
    }

    [Fact]
    public void A_server_with_a_key_of_an_elliptic_curve_is_not_spoken_to_as_on_the_board()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener);

        ServeInVain(peer, authority.IssueWithCurve("pico.test"));

        AssertFailed(board, "the other end refused; it may not trust the board's certificate, not speak TLS 1.2, or have no RSA key");
    }

    [Fact]
    public void An_RSA_key_of_less_than_2048_bits_is_too_short() =>
        Assert.Equal((0x10000, "its key is too short or of a kind that is not trusted"), Judge(authority.IssueWithKeyOf("pico.test", 1024)));

    [Fact]
    public void A_signature_with_SHA_1_is_too_weak() =>
        Assert.Equal((0x4000, "it is signed with the help of SHA-1 or another weak hash"), Judge(authority.IssueWithSha1("pico.test")));

    [Fact]
    public void An_authority_that_is_none_is_not_trusted()
    {
        TestCertificate nobody = authority.Issue("nobody");
        Assert.Equal(8, Judge(nobody.Issue("pico.test"), nobody).Flags);
    }

    [Fact]
    public void A_certificate_with_a_curve_may_be_in_the_chain() => Assert.Equal(0, Judge(authority.IssueWithCurve("pico.test")).Flags);

    [Fact]
    public void S10_8_a_board_that_was_told_of_no_authority_trusts_nobody()
    {
        using TlsBoard board = TlsBoard.Client(port, null);
        using TlsPeer peer = TlsPeer.Accept(listener);

        ServeInVain(peer, authority.Issue("pico.test"));

        AssertFailed(board, "it is not signed by an authority that the board trusts (see TlsClientOptions.Trust)");
    }

    [Fact]
    public void A_server_that_speaks_no_TLS_is_told()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TcpClient peer = listener.AcceptTcpClient();

        peer.GetStream().Write("220 mail.pico.test ESMTP\r\n"u8);

        AssertFailed(board, "what came is not TLS");
    }

    [Fact]
    public void A_server_that_closes_in_the_middle_of_the_handshake_is_told()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TcpClient peer = listener.AcceptTcpClient();

        peer.GetStream().ReadExactly(new byte[40]);
        peer.Client.Shutdown(SocketShutdown.Send);

        AssertFailed(board, "the other end closed the connection");
    }

    [Fact]
    public void A_server_that_resets_in_the_middle_of_the_handshake_is_told()
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        TcpClient peer = listener.AcceptTcpClient();

        peer.GetStream().ReadExactly(new byte[40]);
        peer.LingerState = new LingerOption(true, 0);
        peer.Close();

        // .NET may send an end before the reset, and then either may be seen.
        AssertFailed(board, "the connection was reset", "the other end closed the connection");
    }

    [Fact]
    public void A_server_that_never_answers_the_handshake_is_given_up_and_its_socket_with_it()
    {
        using TlsBoard board = TlsBoard.Client(port, authority, ("handshakeMs", "200"));
        using TcpClient peer = listener.AcceptTcpClient();

        AssertFailed(board, "it took longer than 200 ms");

        AssertEnds(peer);
        Assert.Equal(0, board.Sockets);
    }

    [Fact]
    public void Cancelled_during_the_handshake_it_keeps_no_socket()
    {
        using TlsBoard board = TlsBoard.Client(port, authority, ("cancelAfterMs", "200"));
        using TcpClient peer = listener.AcceptTcpClient();

        board.WaitFor("cancelled");

        board.WaitFor("sockets in use: 0");
        AssertEnds(peer);
        Assert.Equal(0, board.Sockets);
    }

    private static void AssertFailed(TlsBoard board, params string[] reasons)
    {
        string line = board.WaitFor("open failed: HandshakeFailedException: The TLS handshake with 127.0.0.1 (");
        Assert.True(reasons.Any(reason => line.Contains(reason, StringComparison.Ordinal)), line);
        board.WaitFor("sockets in use: 0");
    }

    private static void AssertEnds(TcpClient peer)
    {
        peer.ReceiveTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        byte[] greeting = new byte[4096];
        try
        {
            while (peer.GetStream().Read(greeting) > 0)
            {
            }
        }
        catch (IOException exception)
        {
            Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(exception.InnerException).SocketErrorCode);
        }
    }

    private static void ServeInVain(TlsPeer peer, TestCertificate certificate)
    {
        try
        {
            peer.AsServer(certificate);
            peer.ReceiveSome();
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // The board has hung up.
        }
    }

    private (int Flags, string Words) Judge(TestCertificate certificate, params TestCertificate[] trusted)
    {
        PeerCheck check = new([.. trusted.Length == 0 ? [authority.Itself] : trusted.Select(one => one.Itself)], isServer: false, DateTime.UtcNow);
        check.Accept(this, certificate.Itself, null, SslPolicyErrors.None);
        return (check.Refusal, check.Reason);
    }

    private void AssertRefuses(TestCertificate certificate, string reason)
    {
        using TlsBoard board = TlsBoard.Client(port, authority);
        using TlsPeer peer = TlsPeer.Accept(listener);
        ServeInVain(peer, certificate);
        AssertFailed(board, reason);
    }
}
