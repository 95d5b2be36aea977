using System;
using System.IO;

namespace AsyncCore.Net;

/// <summary>
/// The connection is lost: the other end gave it up, vanished, or the network went. In asyncio: <c>ConnectionResetError</c>.
/// </summary>
/// <remarks>
/// It does not say which of these: the board's socket errors are often stale. An orderly end is no exception: then a read
/// returns 0.
/// </remarks>
public class ConnectionResetException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    public ConnectionResetException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">How the transport put it.</param>
    public ConnectionResetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
