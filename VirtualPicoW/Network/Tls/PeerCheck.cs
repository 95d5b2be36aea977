using System;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VirtualPicoW;

/// <summary>
/// Decides on the peer's certificate, for the same reasons as mbedTLS with the profile that it has unless told otherwise, and remembers them.
/// </summary>
/// <param name="authorities">Whom to trust.</param>
/// <param name="isServer">Whether the board is the server, and the certificate that of a client.</param>
/// <param name="now">The board's date in UTC, by which certificates are valid or not.</param>
internal sealed class PeerCheck(X509Certificate2Collection authorities, bool isServer, DateTime now)
{
    private const int ShortestRsaKey = 2048;
    private const int ShortestCurve = 256;
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";
    private const string ForAnything = "2.5.29.37.0";

    private static readonly (int Flag, string Words)[] Reasons =
    [
        (TlsCode.Expired, "it has expired"),
        (TlsCode.WrongName, "it is for another name"),
        (TlsCode.NotTrusted, "it is not signed by an authority that is trusted"),
        (TlsCode.Missing, "there is none"),
        (TlsCode.Other, "something in it is not as it should be"),
        (TlsCode.NotYetValid, "it is not valid yet"),
        (TlsCode.WrongUse, "its key is for another use"),
        (TlsCode.WrongPurpose, "it is not for this end of a connection"),
        (TlsCode.WeakHash, "it is signed with the help of SHA-1 or another weak hash"),
        (TlsCode.WeakKey, "its key is too short or of a kind that is not trusted"),
    ];

    /// <summary>Why the certificate was refused: flags of <see cref="TlsCode"/>; 0 if it was not.</summary>
    public int Refusal { get; private set; }

    /// <summary>The same in words.</summary>
    public string Reason => string.Join(", ", Reasons.Where(reason => (Refusal & reason.Flag) != 0).Select(reason => reason.Words));

    /// <summary>What .NET asks.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        Refusal = certificate is X509Certificate2 peer
            ? Judge(peer, sent) | ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 ? TlsCode.WrongName : 0)
            : TlsCode.Missing;
        return Refusal == 0;
    }

    private int Judge(X509Certificate2 peer, X509Chain? sent)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.ToLocalTime();
        if (sent != null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        chain.Build(peer);
        int flags = Purpose(peer, ofServer: !isServer) | Strength(chain);
        foreach (X509ChainStatus status in chain.ChainStatus)
        {
            flags |= status.Status switch
            {
                X509ChainStatusFlags.NotTimeValid => TimeOf(chain),
                X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.NotSignatureValid => TlsCode.NotTrusted,
                X509ChainStatusFlags.InvalidBasicConstraints or X509ChainStatusFlags.NotValidForUsage => IssuersOf(chain),
                X509ChainStatusFlags.HasWeakSignature => TlsCode.WeakHash,
                _ => TlsCode.Other,
            };
        }

        return flags;
    }

    /// <summary>mbedTLS does not see an issuer in a certificate that may not issue any.</summary>
    private static int IssuersOf(X509Chain chain) => chain.ChainElements
        .Skip(1)
        .Select(element => element.Certificate)
        .All(issuer => issuer.Extensions.OfType<X509BasicConstraintsExtension>().All(constraints => constraints.CertificateAuthority)
            && issuer.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign)))
        ? 0
        : TlsCode.NotTrusted;

    /// <summary>Flags if a certificate says that it is for something else than for that end of a connection; 0 if not.</summary>
    public static int Purpose(X509Certificate2 certificate, bool ofServer)
    {
        string wanted = ofServer ? ForServers : ForClients;
        bool isForThis = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .All(extension => extension.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == wanted || oid.Value == ForAnything));
        bool isForSigning = certificate.Extensions.OfType<X509KeyUsageExtension>()
            .All(extension => (extension.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment)) != 0);
        return (isForThis ? 0 : TlsCode.WrongPurpose) | (isForSigning ? 0 : TlsCode.WrongUse);
    }

    /// <summary>All keys must be strong enough, and all signatures but that of an authority which is trusted anyway.</summary>
    private int Strength(X509Chain chain)
    {
        int flags = 0;
        foreach (X509Certificate2 certificate in chain.ChainElements.Select(element => element.Certificate))
        {
            flags |= IsStrong(certificate) ? 0 : TlsCode.WeakKey;
            flags |= IsWeakHash(certificate.SignatureAlgorithm) && !authorities.Contains(certificate) ? TlsCode.WeakHash : 0;
        }

        return flags;
    }

    private static bool IsStrong(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? curve = certificate.GetECDsaPublicKey();
        return rsa?.KeySize >= ShortestRsaKey || curve?.KeySize >= ShortestCurve;
    }

    private static bool IsWeakHash(Oid signature) => signature.Value
        is "1.2.840.113549.1.1.4" or "1.2.840.113549.1.1.5" or "1.2.840.113549.1.1.14" // RSA with MD5, SHA-1, SHA-224
        or "1.2.840.10045.4.1" or "1.2.840.10045.4.3.1"; // ECDSA with SHA-1, SHA-224

    private int TimeOf(X509Chain chain)
    {
        int flags = 0;
        foreach (X509ChainElement element in chain.ChainElements)
        {
            flags |= element.Certificate.NotAfter.ToUniversalTime() < now ? TlsCode.Expired : 0;
            flags |= element.Certificate.NotBefore.ToUniversalTime() > now ? TlsCode.NotYetValid : 0;
        }

        return flags;
    }
}
