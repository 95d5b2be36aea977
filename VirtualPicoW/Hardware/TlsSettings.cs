namespace VirtualPicoW.Hardware;

/// <summary>How a handshake is to be done.</summary>
public sealed class TlsSettings
{
    /// <summary>Whether the board is the server.</summary>
    public bool IsServer { get; init; }

    /// <summary>The name that the server's certificate must have; for clients.</summary>
    public string? Host { get; init; }

    /// <summary>Whether the peer must have a certificate that holds.</summary>
    public bool VerifiesPeer { get; init; }

    /// <summary>The board's own certificate, perhaps with those of its issuers, or null.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>The private key for it, or null.</summary>
    public byte[]? Key { get; init; }

    /// <summary>The password of the key, or null.</summary>
    public string? Password { get; init; }

    /// <summary>Certificates of authorities that are trusted besides those on the board, or null.</summary>
    public byte[]? Authorities { get; init; }

    /// <summary>Whether TLS 1.2 may be spoken.</summary>
    public bool AllowsTls12 { get; init; }

    /// <summary>Whether TLS 1.3 may be spoken.</summary>
    public bool AllowsTls13 { get; init; }
}
