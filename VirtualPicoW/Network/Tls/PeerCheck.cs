using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace VirtualPicoW;

/// <summary>Decides on the peer's certificate, for the same reasons as mbedTLS, and remembers them.</summary>
internal sealed class PeerCheck(X509Certificate2Collection authorities)
{
    /// <summary>Why the certificate was refused: flags of <see cref="TlsCode"/>; 0 if it was not.</summary>
    public int Refusal { get; private set; }

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
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (sent != null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        chain.Build(peer);
        var flags = 0;
        foreach (var status in chain.ChainStatus)
        {
            flags |= status.Status switch
            {
                X509ChainStatusFlags.NotTimeValid => TimeOf(chain),
                X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.NotSignatureValid => TlsCode.NotTrusted,
                _ => TlsCode.Other,
            };
        }

        return flags;
    }

    private static int TimeOf(X509Chain chain)
    {
        var flags = 0;
        foreach (var element in chain.ChainElements)
        {
            flags |= element.Certificate.NotAfter < DateTime.Now ? TlsCode.Expired : 0;
            flags |= element.Certificate.NotBefore > DateTime.Now ? TlsCode.NotYetValid : 0;
        }

        return flags;
    }
}
