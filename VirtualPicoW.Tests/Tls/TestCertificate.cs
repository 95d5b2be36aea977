using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VirtualPicoW.Tests;

/// <summary>A certificate made for one test, with its key.</summary>
internal sealed class TestCertificate
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    /// <summary>To find a key takes long, and whom these belong to makes no difference.</summary>
    private static readonly Lazy<RSA> IssuedKey = new(() => RSA.Create(2048));

    private readonly AsymmetricAlgorithm key;
    private readonly X509Certificate2 certificate;

    private TestCertificate(
        string name, TestCertificate? issuer, AsymmetricAlgorithm key, DateTimeOffset from, DateTimeOffset until, string? purpose = null, bool isWeak = false)
    {
        this.key = key;
        CertificateRequest request = key is RSA rsa
            ? new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={name}", (ECDsa)key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer == null, false, 0, true));
        if (purpose != null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        }

        using X509Certificate2 bare = issuer == null
            ? request.CreateSelfSigned(from, until)
            : request.Create(issuer.certificate.SubjectName, isWeak ? new Sha1Signature((RSA)issuer.key) : SignatureOf(issuer.key), from, until, RandomNumberGenerator.GetBytes(8));
        certificate = bare.HasPrivateKey ? X509CertificateLoader.LoadCertificate(bare.RawData) : new X509Certificate2(bare);
    }

    /// <summary>The certificate as text.</summary>
    public string Pem => certificate.ExportCertificatePem();

    /// <summary>The key as text.</summary>
    public string KeyPem => key.ExportPkcs8PrivateKeyPem();

    /// <summary>The key as text, with a password.</summary>
    public string KeyPemWith(string password) =>
        key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000));

    /// <summary>An authority, or a certificate that nobody has signed.</summary>
    public static TestCertificate SelfSigned(string name) => new(name, null, RSA.Create(2048), Days(-10), Days(1000));

    /// <summary>A certificate signed by this authority.</summary>
    public TestCertificate Issue(string name, int fromDay = -1, int untilDay = 100) => new(name, this, IssuedKey.Value, Days(fromDay), Days(untilDay));

    /// <summary>One that is for servers, and says so.</summary>
    public TestCertificate IssueForServers(string name) => new(name, this, IssuedKey.Value, Days(-1), Days(100), ForServers);

    /// <summary>One that is for clients only.</summary>
    public TestCertificate IssueForClients(string name) => new(name, this, IssuedKey.Value, Days(-1), Days(100), ForClients);

    /// <summary>One with an RSA key of so many bits.</summary>
    public TestCertificate IssueWithKeyOf(string name, int bits) => new(name, this, RSA.Create(bits), Days(-1), Days(100));

    /// <summary>One with a key of an elliptic curve of 256 bits.</summary>
    public TestCertificate IssueWithCurve(string name) => new(name, this, ECDsa.Create(ECCurve.NamedCurves.nistP256), Days(-1), Days(100));

    /// <summary>One that is signed with the help of SHA-1.</summary>
    public TestCertificate IssueWithSha1(string name) => new(name, this, IssuedKey.Value, Days(-1), Days(100), isWeak: true);

    /// <summary>The certificate with its key, as .NET's server wants it.</summary>
    public X509Certificate2 ForServer()
    {
        using X509Certificate2 joined = key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
        return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pfx), null);
    }

    /// <summary>The certificate itself.</summary>
    public X509Certificate2 Itself => certificate;

    /// <summary>Whether a peer's certificate is this one.</summary>
    public bool Is(X509Certificate? other) => other != null && certificate.RawDataMemory.Span.SequenceEqual(other.GetRawCertData());

    private static X509SignatureGenerator SignatureOf(AsymmetricAlgorithm key) => key is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)key);

    private static DateTimeOffset Days(int days) => DateTimeOffset.UtcNow.AddDays(days);

    /// <summary>What .NET does not sign with any more.</summary>
    private sealed class Sha1Signature(RSA key) : X509SignatureGenerator
    {
        private const string Sha1WithRsa = "300D06092A864886F70D0101050500";

        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString(Sha1WithRsa);

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
