using VirtualPicoW.Hardware;

namespace System.Security.Cryptography;

/// <summary>
/// What a failed handshake throws with nanoFramework's runtime of July 2026. System.Net 1.11.60 does not show it to programs, so they
/// know it as an Exception only.
/// </summary>
public class CryptographicException : Exception
{
    internal CryptographicException(TlsFailure failure)
        : base(failure.Message) => ErrorCode = failure.Code;

    /// <summary>An error of mbedTLS if it is negative, the flags of a refused certificate if not.</summary>
    public int ErrorCode { get; }
}
