using System;
using System.Linq;
using System.Net.Security;

namespace VirtualPicoW;

/// <summary>
/// The cipher suites of nanoFramework's mbedTLS, as far as .NET has them: AES with an RSA certificate. It has no ECDHE_ECDSA, so no certificate with a key of an
/// elliptic curve works there, whichever end shows it.
/// </summary>
internal static class CipherSuites
{
    private static readonly string[] Beginnings = ["TLS_ECDHE_RSA_WITH_AES_", "TLS_DHE_RSA_WITH_AES_", "TLS_RSA_WITH_AES_", "TLS_AES_"];

    /// <summary>What may be agreed on; null where the operating system does not let programs choose: on Windows.</summary>
    public static CipherSuitesPolicy? OfBoard { get; } = OperatingSystem.IsWindows() ? null : New(IsOfBoard);

    /// <summary>What a server with a certificate can agree on with nobody: mbedTLS leaves a certificate of no use aside, and then has none.</summary>
    public static CipherSuitesPolicy? OfNobody { get; } = OperatingSystem.IsWindows() ? null : New(suite => suite == TlsCipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256);

    private static bool IsOfBoard(TlsCipherSuite suite) =>
        Beginnings.Any(beginning => suite.ToString().StartsWith(beginning, StringComparison.Ordinal));

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Interoperability", "CA1416", Justification = "Not called on Windows.")]
    private static CipherSuitesPolicy New(Func<TlsCipherSuite, bool> isWanted) => new(Enum.GetValues<TlsCipherSuite>().Where(isWanted));
}
