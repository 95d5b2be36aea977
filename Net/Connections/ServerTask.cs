namespace AsyncCore.Net;

/// <summary>
/// A task of a server, which hears of its end however it comes: a task that is cancelled before its first turn runs no line of its
/// coroutine, and its socket must not stay open for that.
/// </summary>
internal sealed class ServerTask : OwnedTask
{
    /// <summary>Makes the task; the stream is null for the one that accepts the clients.</summary>
    internal ServerTask(Coroutine coroutine, Server server, Stream stream)
        : base(coroutine, server)
    {
        Stream = stream;
    }

    /// <summary>The connection to the client, null for the task that accepts them.</summary>
    internal Stream Stream { get; set; }

    public override string Name => (Stream == null ? "server at port " : "client of port ") + ((Server)Owner).Port;
}
