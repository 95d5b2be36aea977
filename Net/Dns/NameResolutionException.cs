using System;
using System.IO;

namespace AsyncCore.Net;

/// <summary>The addresses of a host could not be found out: nobody answered, or not with an answer. In asyncio: <c>socket.gaierror</c>.</summary>
public class NameResolutionException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which servers were asked, and what came of it.</param>
    public NameResolutionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">How the network put it.</param>
    public NameResolutionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
