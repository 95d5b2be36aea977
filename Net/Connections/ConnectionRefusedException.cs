using System;

namespace AsyncCore.Net;

/// <summary>The host is there, but nobody listens at that port. In asyncio: <c>ConnectionRefusedError</c>.</summary>
public class ConnectionRefusedException : ConnectFailedException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Who refused.</param>
    /// <param name="innerException">How the socket put it.</param>
    public ConnectionRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
