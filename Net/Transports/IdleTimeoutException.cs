using System.IO;

namespace AsyncCore.Net;

/// <summary>The connection was closed here because nothing had come or gone for too long; see <see cref="ServerOptions.IdleTimeoutMs"/>.</summary>
public class IdleTimeoutException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="limitMs">How long nothing had come or gone, in milliseconds.</param>
    public IdleTimeoutException(int limitMs)
        : base("No byte came or went for " + limitMs + " ms, so the connection was closed.")
    {
        LimitMs = limitMs;
    }

    /// <summary>How long nothing had come or gone, in milliseconds.</summary>
    public int LimitMs { get; }
}
