using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VirtualPicoW.Tests;

/// <summary>A certificate made for one test, with its key.</summary>
internal sealed class TestCertificate
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    private TestCertificate(string name, TestCertificate? issuer, DateTimeOffset from, DateTimeOffset until)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer == null, false, 0, true));
        using var bare = issuer == null
            ? request.CreateSelfSigned(from, until)
            : request.Create(issuer._certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer._key), from, until, RandomNumberGenerator.GetBytes(8));
        _certificate = bare.HasPrivateKey ? X509CertificateLoader.LoadCertificate(bare.RawData) : new X509Certificate2(bare);
    }

    /// <summary>The certificate as text.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>The key as text.</summary>
    public string KeyPem => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>The key as text, with a password.</summary>
    public string KeyPemWith(string password) =>
        _key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000));

    /// <summary>An authority, or a certificate that nobody has signed.</summary>
    public static TestCertificate SelfSigned(string name) => new(name, null, Days(-10), Days(1000));

    /// <summary>A certificate signed by this authority.</summary>
    public TestCertificate Issue(string name, int fromDay = -1, int untilDay = 100) => new(name, this, Days(fromDay), Days(untilDay));

    /// <summary>The certificate with its key, as .NET's server wants it.</summary>
    public X509Certificate2 ForServer()
    {
        using var joined = _certificate.CopyWithPrivateKey(_key);
        return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Whether a peer's certificate is this one.</summary>
    public bool Is(X509Certificate? other) => other != null && _certificate.RawDataMemory.Span.SequenceEqual(other.GetRawCertData());

    private static DateTimeOffset Days(int days) => DateTimeOffset.UtcNow.AddDays(days);
}
