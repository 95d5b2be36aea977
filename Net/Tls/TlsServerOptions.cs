using System;
using System.Security.Cryptography.X509Certificates;

namespace AsyncCore.Net;

/// <summary>How a server does TLS. Clients are not asked for a certificate: nanoFramework would not check it. In asyncio: <c>ssl.SSLContext</c>.</summary>
public sealed class TlsServerOptions
{
    /// <summary>How long a handshake may take unless told otherwise, in milliseconds.</summary>
    public const int DefaultHandshakeTimeoutMs = 60000;

    /// <summary>Reads the server's certificate and key.</summary>
    /// <param name="certificate">The certificate, as text in PEM form; those of its issuers may follow.</param>
    /// <param name="privateKey">Its private key, as text in PEM form.</param>
    /// <param name="password">The password of the key, or null.</param>
    /// <exception cref="ArgumentException">One of them cannot be read.</exception>
    public TlsServerOptions(string certificate, string privateKey, string password = null) =>
        Own = CertificateText.ReadWithKey(certificate, privateKey, password);

    /// <summary>
    /// How long a handshake may take, in milliseconds. A client that says nothing is given up after that; one that stops halfway
    /// holds up the whole board, if that is a real one. In asyncio: <c>ssl_handshake_timeout</c>.
    /// </summary>
    public int HandshakeTimeoutMs { get; set; } = DefaultHandshakeTimeoutMs;

    internal X509Certificate2 Own { get; }

    /// <summary>Does the handshake with a server's client: for <see cref="ServerOptions.Filter"/>. In asyncio: <c>start_server(..., ssl=...)</c>.</summary>
    /// <param name="transport">The connection.</param>
    /// <returns>The connection over TLS.</returns>
    /// <exception cref="HandshakeFailedException">The client does not trust the certificate, speaks no TLS 1.2, or is too slow. The connection is closed.</exception>
    public Coroutine<Transport> Filter(Transport transport) => new ServerHandshake(TlsHandshake.SocketOf(transport), this).Run();
}
