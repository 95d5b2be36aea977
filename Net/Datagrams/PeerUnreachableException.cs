using System;
using System.IO;

namespace AsyncCore.Net;

/// <summary>
/// Nobody takes the datagrams that were sent: the other end says that nothing is bound there. In asyncio: <c>ConnectionRefusedError</c> given to
/// <c>error_received()</c>.
/// </summary>
/// <remarks>It comes with a later call, if at all: the virtual Pico W tells it, the board's network stack does not.</remarks>
public class PeerUnreachableException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Who takes nothing.</param>
    /// <param name="innerException">How the socket put it.</param>
    public PeerUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
