using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace VirtualPicoW;

/// <summary>Reads certificates and keys as mbedTLS does: text in PEM form must end with a zero byte, everything else is DER.</summary>
internal static class Certificates
{
    /// <summary>All certificates of a text, or the one of bytes in DER form; none if they cannot be read.</summary>
    public static X509Certificate2Collection ReadAll(byte[]? bytes)
    {
        X509Certificate2Collection all = [];
        try
        {
            if (TextOf(bytes) is { } text)
            {
                all.ImportFromPem(text);
            }
            else if (bytes is { Length: > 0 } && bytes[0] != (byte)'-')
            {
                all.Add(X509CertificateLoader.LoadCertificate(bytes));
            }
        }
        catch (CryptographicException)
        {
            all.Clear();
        }

        return all;
    }

    /// <summary>A certificate joined with its key.</summary>
    /// <exception cref="CryptographicException">They do not belong together.</exception>
    public static X509Certificate2 Join(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        using X509Certificate2 joined = key switch
        {
            RSA rsa => certificate.CopyWithPrivateKey(rsa),
            ECDsa ecdsa => certificate.CopyWithPrivateKey(ecdsa),
            _ => throw new CryptographicException("The key is of no kind that certificates have."),
        };

        // Windows uses a key for TLS only if it has come out of a file.
        return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pfx), null);
    }

    /// <summary>A private key, of RSA or of elliptic curves.</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static AsymmetricAlgorithm ReadKey(byte[] bytes, string? password)
    {
        foreach (AsymmetricAlgorithm key in new AsymmetricAlgorithm[] { RSA.Create(), ECDsa.Create() })
        {
            try
            {
                Import(key, bytes, password);
                return key;
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                key.Dispose();
            }
        }

        throw new ArgumentException(
            "The private key cannot be read: PEM text (in an array, with a zero byte at its end) or DER of RSA or an elliptic curve is needed, and its password.");
    }

    private static void Import(AsymmetricAlgorithm key, byte[] bytes, string? password)
    {
        if (TextOf(bytes) is { } text)
        {
            if (string.IsNullOrEmpty(password))
            {
                key.ImportFromPem(text);
            }
            else
            {
                key.ImportFromEncryptedPem(text, password);
            }
        }
        else if (string.IsNullOrEmpty(password))
        {
            key.ImportPkcs8PrivateKey(bytes, out _);
        }
        else
        {
            key.ImportEncryptedPkcs8PrivateKey(password, bytes, out _);
        }
    }

    private static string? TextOf(byte[]? bytes) =>
        bytes is [.., 0] && Encoding.UTF8.GetString(bytes, 0, bytes.Length - 1) is var text && text.Contains("-----BEGIN", StringComparison.Ordinal)
            ? text
            : null;
}
