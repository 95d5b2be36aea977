using System.Net.Security;

namespace AsyncCore.Net;

/// <summary>The handshake of a client.</summary>
internal sealed class ClientHandshake : TlsHandshake
{
    private readonly string host;
    private readonly TlsClientOptions options;

    internal ClientHandshake(PolledSocket socket, string host, TlsClientOptions options)
        : base(socket, host + " (" + socket.Peer + ")", options.HandshakeTimeoutMs)
    {
        this.host = options.ServerName ?? host;
        this.options = options;
    }

    /// <summary>
    /// TLS 1.2 and no other: in 1.3 a server may send what looks like data and is none, and nanoFramework's read would hold up the board
    /// until real data follows.
    /// </summary>
    protected override void Authenticate(SslStream stream)
    {
        stream.SslVerification = options.VerifiesServer ? SslVerification.CertificateRequired : SslVerification.NoVerification;
        stream.AuthenticateAsClient(host, options.Own, options.Authorities, SslProtocols.Tls12);
    }

    /// <summary>A client speaks first.</summary>
    protected override async Coroutine Prepare() => await Asyncio.SleepMs(0);
}
