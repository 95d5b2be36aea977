namespace AsyncCore.Net;

/// <summary>
/// The other end has ended the connection without the goodbye that TLS has for that: perhaps it just left, as many do; perhaps somebody cut it who wants the end of what it sent not to
/// arrive. Whoever reads what has an end of its own need not care. In Python: <c>ssl.SSLEOFError</c>.
/// </summary>
public sealed class ConnectionCutException : ConnectionResetException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    public ConnectionCutException(string message)
        : base(message)
    {
    }
}
