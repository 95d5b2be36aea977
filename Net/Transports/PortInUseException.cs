using System;
using System.IO;

namespace AsyncCore.Net;

/// <summary>A port that a server or a datagram socket wants is taken. In asyncio: <c>OSError</c>, address already in use.</summary>
public class PortInUseException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="port">The port.</param>
    /// <param name="innerException">How the socket put it.</param>
    public PortInUseException(int port, Exception innerException)
        : base("Port " + port + " is in use. Close whatever listens there, or choose another port.", innerException)
    {
        Port = port;
    }

    /// <summary>The port, 1 to 65535.</summary>
    public int Port { get; }
}
