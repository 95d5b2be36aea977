extern alias Board;

using System.Net;

namespace System.Security.Cryptography.X509Certificates;

using DateTime = Board::System.DateTime;

/// <summary>A certificate and perhaps its private key.</summary>
public class X509Certificate2 : X509Certificate
{
    /// <summary>An empty one.</summary>
    public X509Certificate2()
    {
    }

    /// <summary>One from bytes.</summary>
    public X509Certificate2(byte[] rawData)
        : base(rawData)
    {
    }

    /// <summary>One from text in PEM form.</summary>
    public X509Certificate2(string certificate)
        : base(certificate)
    {
    }

    /// <summary>One with its key.</summary>
    /// <exception cref="ArgumentException">Certificate or key cannot be read.</exception>
    public X509Certificate2(string rawData, string key, string password)
        : base(rawData)
    {
        PrivateKey = Check(WithEnd(key), password);
        Password = password;
    }

    /// <summary>One with its key.</summary>
    /// <exception cref="ArgumentException">Certificate or key cannot be read.</exception>
    public X509Certificate2(byte[] rawData, string key, string password)
        : base(rawData)
    {
        PrivateKey = Check(WithEnd(key), password);
        Password = password;
    }

    /// <summary>One with its key.</summary>
    /// <exception cref="ArgumentException">Certificate or key cannot be read.</exception>
    public X509Certificate2(byte[] rawData, byte[] key, string password)
        : base(rawData)
    {
        PrivateKey = Check(key, password);
        Password = password;
    }

    /// <summary>Whether it has its key.</summary>
    public bool HasPrivateKey => PrivateKey != null;

    /// <summary>The key.</summary>
    public byte[] PrivateKey { get; }

    /// <summary>The certificate: that is how nanoFramework has it.</summary>
    public byte[] PublicKey => RawData;

    /// <summary>Until when it holds.</summary>
    public DateTime NotAfter => _expirationDate;

    /// <summary>From when on it holds.</summary>
    public DateTime NotBefore => _effectiveDate;

    /// <summary>The bytes.</summary>
    public byte[] RawData => GetRawCertData();

    internal string Password { get; }

    private static byte[] Check(byte[] key, string password)
    {
        ArgumentNullException.ThrowIfNull(key);
        NetworkOfBoard.Tls.CheckKey(key, password);
        return key;
    }
}
