namespace AsyncCore.Net;

/// <summary>How a <see cref="Server"/> is to serve. It is read when the server starts; changes after that change nothing.</summary>
public sealed class ServerOptions
{
    /// <summary>The port, 1 to 65535; 0 for any that is free.</summary>
    public int Port { get; set; }

    /// <summary>The board's address to listen at; null for all.</summary>
    public string Address { get; set; }

    /// <summary>How many connections may wait to be accepted; at least 1. The network stack's affair: each takes one of its sockets.</summary>
    public int Backlog { get; set; } = 2;

    /// <summary>How many clients are served at once; at least 1. There are never more than the board has sockets.</summary>
    public int MaxConnections { get; set; } = int.MaxValue;

    /// <summary>What a client gets who comes when <see cref="MaxConnections"/> are there. When no socket is left the network stack of a board resets it.</summary>
    public SurplusPolicy Surplus { get; set; }

    /// <summary>
    /// A client is closed if no byte has come from it or gone to it for so many milliseconds; 0 for never. Its handler, if it reads or writes then, gets an
    /// <see cref="IdleTimeoutException"/>, of which nobody else is told.
    /// </summary>
    public int IdleTimeoutMs { get; set; }

    /// <summary>
    /// What to put between connection and stream; null for nothing. For TLS: <c>new TlsServerOptions(certificate, privateKey).Filter</c>. The idle timeout
    /// begins behind it.
    /// </summary>
    public TransportFilter Filter { get; set; }
}
