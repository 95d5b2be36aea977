using System;
using System.Security.Cryptography.X509Certificates;

namespace AsyncCore.Net;

/// <summary>
/// How a client does TLS. As it is made it checks the server's certificate and name, and trusts what nanoFramework's CertificateManager has put onto the
/// board, which is nothing on a new one. In asyncio: <c>ssl.SSLContext</c>.
/// </summary>
/// <remarks>Certificates are read when they are set; one object serves any number of connections.</remarks>
public sealed class TlsClientOptions
{
    /// <summary>How long a handshake may take unless told otherwise, in milliseconds.</summary>
    public const int DefaultHandshakeTimeoutMs = 60000;

    /// <summary>
    /// The name that the server's certificate must have, and that the server is told; null, the default, for the host that is connected
    /// to. In asyncio: <c>server_hostname</c>.
    /// </summary>
    public string ServerName { get; set; }

    /// <summary>False to talk to anybody at all: what is sent is then secret only from those who merely listen. For tests.</summary>
    public bool VerifiesServer { get; set; } = true;

    /// <summary>
    /// How long a handshake may take, in milliseconds. On a board it can end only a handshake that has not begun to compute or to wait within
    /// nanoFramework. In asyncio: <c>ssl_handshake_timeout</c>.
    /// </summary>
    public int HandshakeTimeoutMs { get; set; } = DefaultHandshakeTimeoutMs;

    internal X509Certificate Authorities { get; private set; }

    internal X509Certificate2 Own { get; private set; }

    /// <summary>Trusts these authorities, besides those on the board. In asyncio: <c>SSLContext.load_verify_locations()</c>.</summary>
    /// <param name="certificates">Their certificates, one or more, as text in PEM form.</param>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public void Trust(string certificates) => Authorities = CertificateText.Read(certificates);

    /// <summary>Shows the server a certificate, if it wants to see one. In asyncio: <c>SSLContext.load_cert_chain()</c>.</summary>
    /// <param name="certificate">The certificate, as text in PEM form; those of its issuers may follow.</param>
    /// <param name="privateKey">Its private key, as text in PEM form.</param>
    /// <param name="password">The password of the key, or null.</param>
    /// <exception cref="ArgumentException">One of them cannot be read.</exception>
    public void UseCertificate(string certificate, string privateKey, string password = null) =>
        Own = CertificateText.ReadWithKey(certificate, privateKey, password);
}
