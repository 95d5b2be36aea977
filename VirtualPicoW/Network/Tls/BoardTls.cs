using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>nanoFramework's TLS with .NET's behind it: the same settings, the same traps, the same reasons for a refusal.</summary>
internal sealed class BoardTls(BoardLog log, Calendar calendar) : ITls
{
    private X509Certificate2Collection trusted = [];

    public CertificateFacts Describe(byte[] certificate)
    {
        X509Certificate2Collection all = Certificates.ReadAll(certificate);
        return all.Count == 0
            ? throw new ArgumentException("The certificate cannot be read: PEM text (in an array, with a zero byte at its end) or DER is needed.")
            : new CertificateFacts(
                all[0].IssuerName.Decode(X500DistinguishedNameFlags.None),
                all[0].SubjectName.Decode(X500DistinguishedNameFlags.None),
                all[0].NotBefore.ToUniversalTime(),
                all[0].NotAfter.ToUniversalTime());
    }

    public void CheckKey(byte[] key, string? password) => Certificates.ReadKey(key, password).Dispose();

    public void Trust(byte[] bundle) => trusted = Certificates.ReadAll(bundle);

    public ITlsSession Start(ISocket socket, TlsSettings settings)
    {
        X509Certificate2Collection authorities = [.. trusted, .. Certificates.ReadAll(settings.Authorities)];
        PeerCheck check = new(authorities, settings.IsServer, calendar.Now);
        RecordStream records = new(socket);
        SslStream stream = new(records);
        try
        {
            if (settings.IsServer)
            {
                stream.AuthenticateAsServer(ForServer(settings, check));
            }
            else
            {
                stream.AuthenticateAsClient(ForClient(settings, check));
            }

            log.Add("socket", $"TLS handshake with {socket.RemoteEndpoint} done: {stream.SslProtocol}");
            return new TlsSession(socket, records, stream);
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            Exception failure = Explain(exception, settings, check, records);
            stream.Dispose();
            socket.Close();
            log.Add("socket", $"TLS handshake failed: {failure.Message}");
            throw failure;
        }
    }

    private static SslClientAuthenticationOptions ForClient(TlsSettings settings, PeerCheck check) => new()
    {
        TargetHost = settings.Host,
        EnabledSslProtocols = Versions(settings),
        CipherSuitesPolicy = CipherSuites.OfBoard,
        CertificateChainPolicy = OfflinePolicy(),
        RemoteCertificateValidationCallback = settings.VerifiesPeer ? check.Accept : AcceptAll,
        ClientCertificateContext = Own(settings),
    };

    private static SslServerAuthenticationOptions ForServer(TlsSettings settings, PeerCheck check) => new()
    {
        EnabledSslProtocols = Versions(settings),
        CipherSuitesPolicy = FaultOfOwn(settings) == null ? CipherSuites.OfBoard : CipherSuites.OfNobody,
        CertificateChainPolicy = OfflinePolicy(),
        ClientCertificateRequired = settings.VerifiesPeer,
        RemoteCertificateValidationCallback = settings.VerifiesPeer ? check.Accept : AcceptAll,
        ServerCertificateContext = Own(settings) ??
            throw new TlsFailure(TlsCode.HandshakeFailure, "A server needs a certificate and its private key, and was given none."),
    };

    /// <summary>What .NET checks for itself and asks nobody about; the decision is <see cref="PeerCheck"/>'s.</summary>
    private static X509ChainPolicy OfflinePolicy() =>
        new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };

    private static bool AcceptAll(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    private static SslProtocols Versions(TlsSettings settings) =>
        (settings.AllowsTls12 ? SslProtocols.Tls12 : SslProtocols.None) | (settings.AllowsTls13 ? SslProtocols.Tls13 : SslProtocols.None);

    private static SslStreamCertificateContext? Own(TlsSettings settings)
    {
        X509Certificate2Collection chain = Certificates.ReadAll(settings.Certificate);
        if (chain.Count == 0 || settings.Key == null)
        {
            return null;
        }

        using AsymmetricAlgorithm key = Certificates.ReadKey(settings.Key, settings.Password);
        return SslStreamCertificateContext.Create(Certificates.Join(chain[0], key), chain, offline: true);
    }

    /// <summary>Why mbedTLS would not show the board's certificate to a client; null if it would.</summary>
    private static string? FaultOfOwn(TlsSettings settings)
    {
        X509Certificate2Collection chain = Certificates.ReadAll(settings.Certificate);
        if (chain.Count == 0)
        {
            return null;
        }

        using ECDsa? curve = chain[0].GetECDsaPublicKey();
        return curve != null
            ? "has a key of an elliptic curve, and nanoFramework's mbedTLS has no ECDHE_ECDSA. Use RSA of 2048 bits"
            : PeerCheck.Purpose(chain[0], ofServer: true) != 0 ? "says that it is not for servers (extended key usage), so mbedTLS does not use it" : null;
    }

    private static Exception Explain(Exception exception, TlsSettings settings, PeerCheck check, RecordStream records) => (records, check, exception) switch
    {
        ({ Failure: SocketFailure { Code: (int)SocketError.ConnectionReset or (int)SocketError.Shutdown } }, _, _) =>
            new TlsFailure(TlsCode.ConnectionReset, "The peer reset the connection during the handshake."),
        ({ Failure: TlsFailure or SocketFailure }, _, _) => records.Failure!,
        (_, { Refusal: not 0 }, _) => new TlsFailure(check.Refusal, $"The peer's certificate was refused: {check.Reason} (flags 0x{check.Refusal:X})."),
        ({ HasEnded: true }, _, _) => new TlsFailure(TlsCode.ConnectionEnded, "The peer closed the connection during the handshake."),
        _ when settings.IsServer && FaultOfOwn(settings) is { } fault => new TlsFailure(TlsCode.HandshakeFailure, $"The board's certificate {fault}."),
        ({ WasAlert: true }, _, _) => new TlsFailure(TlsCode.FatalAlert, $"The peer refused the handshake: {exception.GetBaseException().Message}"),
        (_, _, TlsFailure) => exception,
        (_, _, CryptographicException) => new TlsFailure(TlsCode.HandshakeFailure, $"The certificate or its key is of no use: {exception.GetBaseException().Message}"),
        _ => new TlsFailure(TlsCode.HandshakeFailure, $"The handshake failed: {exception.GetBaseException().Message}"),
    };
}
