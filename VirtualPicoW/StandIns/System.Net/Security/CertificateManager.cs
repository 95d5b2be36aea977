using System.Security.Cryptography.X509Certificates;

namespace System.Net.Security;

/// <summary>The certificates that the board trusts.</summary>
public static class CertificateManager
{
    /// <summary>Not on the virtual board.</summary>
    public static bool AddCaCertificateBundle(X509Certificate[] ca) => throw SslStream.NoTls();

    /// <summary>Not on the virtual board.</summary>
    public static bool AddCaCertificateBundle(string ca) => throw SslStream.NoTls();

    /// <summary>Not on the virtual board.</summary>
    public static bool AddCaCertificateBundle(byte[] ca) => throw SslStream.NoTls();
}
