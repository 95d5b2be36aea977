using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VirtualPicoW.Hardware;

namespace System.Net.Security;

/// <summary>
/// TLS over a connected socket. What it does is up to the board; this class has nanoFramework's shape, its checks and its traps: who
/// does not name a version gets TLS 1.3 alone, and a server asks for a certificate unless it is told not to.
/// </summary>
public class SslStream : NetworkStream
{
    private const SslProtocols Tls12OrOlder = SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12;

    private ITlsSession session;

    /// <summary>A stream over a connected socket, which is closed with it.</summary>
    /// <exception cref="NotSupportedException">The socket is for datagrams.</exception>
    public SslStream(Socket socket)
        : base(socket, false)
    {
        if (socket.SocketType != SocketType.Stream)
        {
            throw new NotSupportedException();
        }
    }

    /// <summary>How the peer is verified: as in nanoFramework, the value CertificateRequired verifies it and all others do not.</summary>
    public SslVerification SslVerification { get; set; } = SslVerification.CertificateRequired;

    /// <summary>Whether the board proves itself with the certificate stored on it. A virtual board has none, so this changes nothing.</summary>
    public bool UseStoredDeviceCertificate { get; set; }

    /// <summary>Whether the board is the server.</summary>
    public bool IsServer { get; private set; }

    /// <summary>How many bytes are decrypted and not yet read.</summary>
    public override long Length
    {
        get
        {
            RequireOpen();
            return Session.Available;
        }
    }

    /// <summary>Whether decrypted bytes are left to be read. What is still in the socket does not count.</summary>
    public override bool DataAvailable => Length > 0;

    private ITlsSession Session => session ??
        throw new InvalidOperationException("Authenticate first: on a board this would end in a crash, without an exception.");

    /// <summary>Does the handshake as a client.</summary>
    public void AuthenticateAsClient(string targetHost, SslProtocols enabledSslProtocols) =>
        AuthenticateAsClient(targetHost, null, null, enabledSslProtocols);

    /// <summary>Does the handshake as a client that has a certificate of its own.</summary>
    public void AuthenticateAsClient(string targetHost, X509Certificate clientCertificate, SslProtocols enabledSslProtocols) =>
        AuthenticateAsClient(targetHost, clientCertificate, null, enabledSslProtocols);

    /// <summary>Does the handshake as a client that trusts an authority, or several in one text.</summary>
    public void AuthenticateAsClient(
        string targetHost, X509Certificate clientCertificate, X509Certificate ca, SslProtocols enabledSslProtocols)
    {
        ArgumentNullException.ThrowIfNull(targetHost);
        Authenticate(false, targetHost, clientCertificate, ca, enabledSslProtocols);
    }

    /// <summary>Does the handshake as a server that wants a certificate of the client, unless <see cref="SslVerification"/> was changed.</summary>
    public void AuthenticateAsServer(X509Certificate serverCertificate, SslProtocols enabledSslProtocols) =>
        Authenticate(true, string.Empty, serverCertificate, null, enabledSslProtocols);

    /// <summary>Does the handshake as a server. Clients are never verified, also if that is asked for: that is how nanoFramework has it.</summary>
    public void AuthenticateAsServer(
        X509Certificate serverCertificate, bool clientCertificateRequired, SslProtocols enabledSslProtocols)
    {
        SslVerification = clientCertificateRequired ? SslVerification.VerifyClientOnce : SslVerification.NoVerification;
        Authenticate(true, string.Empty, serverCertificate, null, enabledSslProtocols);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int size)
    {
        CheckRange(buffer, offset, size);
        try
        {
            return Session.Read(buffer, offset, size, socket.ReceiveTimeout);
        }
        catch (SocketFailure failure)
        {
            throw new SocketException(failure);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int size)
    {
        CheckRange(buffer, offset, size);
        try
        {
            Session.Write(buffer, offset, size, socket.SendTimeout);
        }
        catch (SocketFailure failure)
        {
            throw new SocketException(failure);
        }
    }

    /// <summary>Says goodbye and closes the socket.</summary>
    protected override void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
        {
            session?.Close();
            socket.Close();
        }

        _disposed = true;
    }

    private void Authenticate(bool isServer, string targetHost, X509Certificate certificate, X509Certificate ca, SslProtocols versions)
    {
        if (session != null)
        {
            throw new InvalidOperationException();
        }

        IsServer = isServer;
        try
        {
            session = NetworkOfBoard.Tls.Start(socket.OfBoard, new TlsSettings
            {
                IsServer = isServer,
                Host = targetHost,
                VerifiesPeer = SslVerification == SslVerification.CertificateRequired,
                Certificate = certificate?.GetRawCertData(),
                Key = (certificate as X509Certificate2)?.PrivateKey,
                Password = (certificate as X509Certificate2)?.Password,
                Authorities = ca?.GetRawCertData(),
                AllowsTls12 = (versions & Tls12OrOlder) != 0,
                AllowsTls13 = versions == SslProtocols.None || (versions & SslProtocols.Tls13) != 0,
            });
        }
        catch (TlsFailure failure)
        {
            throw new CryptographicException(failure);
        }
        catch (SocketFailure failure)
        {
            throw new SocketException(failure);
        }
    }

    private void CheckRange(byte[] buffer, int offset, int size)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        RequireOpen();
        if (offset < 0 || size < 0 || offset > buffer.Length - size)
        {
            throw new ArgumentOutOfRangeException(nameof(size));
        }
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(_disposed, this);
}
