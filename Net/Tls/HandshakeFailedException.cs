using System;

namespace AsyncCore.Net;

/// <summary>
/// A connection was made, but TLS could not begin: the other end is not who it should be, speaks no TLS that the board knows, or did not answer in time. The
/// message says why, as far as nanoFramework tells. In asyncio: <c>ssl.SSLError</c>, <c>ssl.SSLCertVerificationError</c>.
/// </summary>
public class HandshakeFailedException : ConnectFailedException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">With whom, and why.</param>
    /// <param name="innerException">How nanoFramework put it, or null.</param>
    public HandshakeFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
