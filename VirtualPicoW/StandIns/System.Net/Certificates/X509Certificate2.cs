namespace System.Security.Cryptography.X509Certificates;

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
    public X509Certificate2(string rawData, string key, string password)
        : base(rawData) => PrivateKey = Text.Encoding.UTF8.GetBytes(key);

    /// <summary>One with its key.</summary>
    public X509Certificate2(byte[] rawData, string key, string password)
        : base(rawData) => PrivateKey = Text.Encoding.UTF8.GetBytes(key);

    /// <summary>One with its key.</summary>
    public X509Certificate2(byte[] rawData, byte[] key, string password)
        : base(rawData) => PrivateKey = key;

    /// <summary>Whether it has its key.</summary>
    public bool HasPrivateKey => PrivateKey != null;

    /// <summary>The key.</summary>
    public byte[] PrivateKey { get; }

    /// <summary>The public key.</summary>
    public byte[] PublicKey => throw new PlatformNotSupportedException("The virtual Pico W does not parse certificates: it has no TLS.");

    /// <summary>Until when it holds.</summary>
    public DateTime NotAfter => GetExpirationDate();

    /// <summary>From when on it holds.</summary>
    public DateTime NotBefore => GetEffectiveDate();

    /// <summary>The bytes.</summary>
    public byte[] RawData => GetRawCertData();
}
