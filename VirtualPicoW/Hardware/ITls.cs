using System;

namespace VirtualPicoW.Hardware;

/// <summary>
/// TLS with nanoFramework's semantics, which are those of mbedTLS over blocking sockets. Certificates and keys are PEM with a zero byte at the
/// end, or DER.
/// </summary>
public interface ITls
{
    /// <summary>Looks into a certificate.</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    CertificateFacts Describe(byte[] certificate);

    /// <summary>Makes sure that a private key can be read.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    void CheckKey(byte[] key, string? password);

    /// <summary>Replaces the certificates of the authorities that the board trusts. What cannot be read counts for nothing.</summary>
    void Trust(byte[] bundle);

    /// <summary>Does the handshake over a connected socket, and waits until that is done. If it fails, the socket is closed.</summary>
    /// <exception cref="TlsFailure">The handshake failed.</exception>
    /// <exception cref="SocketFailure">The socket was closed or lost its link.</exception>
    ITlsSession Start(ISocket socket, TlsSettings settings);
}
