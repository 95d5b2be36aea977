using System;
using System.IO;

namespace AsyncCore.Net;

/// <summary>Nobody could be reached at an address. In asyncio: <c>ConnectionRefusedError</c> and its like.</summary>
public class ConnectFailedException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Who could not be reached.</param>
    /// <param name="innerException">How the socket put it.</param>
    public ConnectFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
