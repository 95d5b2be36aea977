using System.IO;

namespace AsyncCore.Net;

/// <summary>The board has no socket left; see <see cref="SocketBudget"/>.</summary>
public class TooManySocketsException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What the sockets are in use for.</param>
    public TooManySocketsException(string message)
        : base(message)
    {
    }
}
