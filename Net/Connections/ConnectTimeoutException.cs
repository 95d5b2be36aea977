using System;

namespace AsyncCore.Net;

/// <summary>Nobody answered in time: there is no such host, it is silent, or the way to it is blocked. In asyncio: <c>TimeoutError</c>.</summary>
public class ConnectTimeoutException : ConnectFailedException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Who did not answer, and for how long.</param>
    /// <param name="innerException">The timeout.</param>
    public ConnectTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
