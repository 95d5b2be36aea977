using System;

namespace AsyncCore.Net;

/// <summary>
/// A task of a server, which hears of its end however it comes: a task that is cancelled before its first turn runs no line of its
/// coroutine, and its socket must not stay open for that.
/// </summary>
internal sealed class ServerTask : Task
{
    private readonly Server server;
    private readonly Stream stream;

    /// <summary>Makes the task; the stream is null for the one that accepts the clients.</summary>
    internal ServerTask(Coroutine coroutine, Server server, Stream stream)
        : base(coroutine)
    {
        this.server = server;
        this.stream = stream;
    }

    public override string Name => (stream == null ? "server at port " : "client of port ") + server.Port;

    internal override bool End(object result, Exception fault)
    {
        bool isSeen = base.End(result, fault);
        server.NoteEnd(stream);
        return isSeen;
    }
}
