using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace System.Net.Security;

/// <summary>A stream over TLS, which the virtual board does not have.</summary>
public class SslStream : NetworkStream
{
    /// <summary>A stream over a connected socket.</summary>
    public SslStream(Socket socket)
        : base(socket, false)
    {
    }

    /// <summary>How the peer is verified.</summary>
    public SslVerification SslVerification { get; set; } = SslVerification.NoVerification;

    /// <summary>Whether the board proves itself with the certificate stored on it.</summary>
    public bool UseStoredDeviceCertificate { get; set; }

    /// <summary>Whether the board is the server.</summary>
    public bool IsServer { get; private set; }

    /// <inheritdoc/>
    public override long Length => throw NoTls();

    /// <inheritdoc/>
    public override bool DataAvailable => throw NoTls();

    /// <summary>Not on the virtual board.</summary>
    public void AuthenticateAsClient(string targetHost, SslProtocols enabledSslProtocols) => throw NoTls();

    /// <summary>Not on the virtual board.</summary>
    public void AuthenticateAsClient(
        string targetHost, X509Certificate clientCertificate, SslProtocols enabledSslProtocols) => throw NoTls();

    /// <summary>Not on the virtual board.</summary>
    public void AuthenticateAsClient(
        string targetHost, X509Certificate clientCertificate, X509Certificate ca, SslProtocols enabledSslProtocols) => throw NoTls();

    /// <summary>Not on the virtual board.</summary>
    public void AuthenticateAsServer(X509Certificate serverCertificate, SslProtocols enabledSslProtocols) =>
        AuthenticateAsServer(serverCertificate, false, enabledSslProtocols);

    /// <summary>Not on the virtual board.</summary>
    public void AuthenticateAsServer(
        X509Certificate serverCertificate, bool clientCertificateRequired, SslProtocols enabledSslProtocols)
    {
        IsServer = true;
        throw NoTls();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int size) => throw NoTls();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int size) => throw NoTls();

    internal static PlatformNotSupportedException NoTls() =>
        new("The virtual Pico W has no TLS: test what is above it over a plain socket.");
}
