using System;

namespace VirtualPicoW.Hardware;

/// <summary>A handshake failed. The stand-in turns it into nanoFramework's CryptographicException.</summary>
/// <param name="code">Why: a negative number is an error of mbedTLS, a positive one the set of flags with which it refuses a certificate.</param>
/// <param name="message">A sentence that says what happened.</param>
public sealed class TlsFailure(int code, string message) : Exception(message)
{
    /// <summary>Why, as mbedTLS says it.</summary>
    public int Code { get; } = code;
}
