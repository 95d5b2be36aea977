using System;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// A socket as nanoFramework and lwIP treat it, over whatever the world provides: who waits for what, how long, and what fails
/// without a link. Waits look up from time to time, so that closing the socket or losing the link ends them.
/// </summary>
internal sealed class BoardSocket : ISocket
{
    /// <summary>lwIP's TCP_SND_BUF on this target: what can be sent without waiting.</summary>
    public const int SendBuffer = 2960;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly int number;
    private readonly IWorldSocket socket;
    private readonly SocketKind kind;
    private readonly BoardNetwork sockets;
    private readonly Radio radio;
    private readonly BoardLog log;
    private readonly IClock clock;
    private readonly Power power;
    private volatile SocketFailure? failure;
    private volatile bool isClosed;
    private bool isConnected;
    private string description;
    private string stage = "new";
    private string? local;
    private string? peer;
    private long receivedBytes;
    private long sentBytes;

    public BoardSocket(
        int number, IWorldSocket socket, SocketKind kind, BoardNetwork sockets, Radio radio, BoardLog log, IClock clock, Power power)
    {
        this.number = number;
        this.socket = socket;
        this.kind = kind;
        this.sockets = sockets;
        this.radio = radio;
        this.log = log;
        this.clock = clock;
        this.power = power;
        description = kind == SocketKind.Stream ? "new stream" : "new datagram socket";
    }

    Endpoint ISocket.LocalEndpoint
    {
        get
        {
            Enter();
            return socket.LocalEndpoint;
        }
    }

    Endpoint ISocket.RemoteEndpoint
    {
        get
        {
            Enter();
            return socket.RemoteEndpoint;
        }
    }

    int ISocket.Available
    {
        get
        {
            Enter();
            return socket.Available;
        }
    }

    void ISocket.Bind(Endpoint local)
    {
        Enter();
        socket.Bind(local);
        if (kind == SocketKind.Datagram)
        {
            Describe("datagrams", null, $"datagrams on {socket.LocalEndpoint}");
        }
    }

    void ISocket.Listen(int backlog)
    {
        Enter();
        socket.Listen(backlog);
        Describe("listening", null, $"listening on {socket.LocalEndpoint}");
    }

    ISocket ISocket.Accept()
    {
        while (true)
        {
            WaitUntil(Readiness.Read, null);
            if (socket.Accept() is { } accepted)
            {
                return Admit(accepted);
            }
        }
    }

    void ISocket.Connect(Endpoint remote)
    {
        Enter();
        RequireLink();
        socket.Connect(remote);
        isConnected = kind == SocketKind.Stream;
        Describe("connected", remote, $"connected {socket.LocalEndpoint} to {remote}");
    }

    int ISocket.Send(byte[] buffer, int offset, int size, int timeoutMilliseconds)
    {
        Enter();
        RequireLink();
        TimeSpan? deadline = Deadline(timeoutMilliseconds);
        for (int sent = 0; sent < size;)
        {
            // mbedTLS gives its goodbye to lwIP without asking before whether the whole buffer is free.
            bool waits = timeoutMilliseconds != 0;
            if (waits && !WaitUntil(Readiness.Write, deadline))
            {
                throw SocketFailures.TimedOut("Sending");
            }

            try
            {
                int taken = socket.Send(buffer.AsSpan(offset + sent, Math.Min(size - sent, SendBuffer)));
                sent += taken;
                sentBytes += taken;
                if (taken == 0 && !waits)
                {
                    throw SocketFailures.TimedOut("Sending");
                }
            }
            catch (SocketFailure failure)
            {
                NoteFailure(failure);
                throw;
            }
        }

        return size;
    }

    int ISocket.SendTo(byte[] buffer, int offset, int size, Endpoint remote)
    {
        Enter();
        RequireLink();
        socket.SendTo(buffer.AsSpan(offset, size), remote);
        sentBytes += size;
        sockets.Note(buffer.AsSpan(offset, size), remote);
        return size;
    }

    int ISocket.Receive(byte[] buffer, int offset, int size, bool peek, int timeoutMilliseconds)
    {
        TimeSpan? deadline = Deadline(timeoutMilliseconds);
        while (true)
        {
            if (!WaitUntil(Readiness.Read, deadline))
            {
                throw SocketFailures.TimedOut("Receiving");
            }

            try
            {
                int received = socket.Receive(buffer.AsSpan(offset, size), peek);
                if (received >= 0)
                {
                    receivedBytes += peek ? 0 : received;
                    return received;
                }
            }
            catch (SocketFailure failure)
            {
                NoteFailure(failure);
                throw;
            }
        }
    }

    int ISocket.ReceiveFrom(byte[] buffer, int offset, int size, bool peek, int timeoutMilliseconds, out Endpoint remote)
    {
        TimeSpan? deadline = Deadline(timeoutMilliseconds);
        while (true)
        {
            if (!WaitUntil(Readiness.Read, deadline))
            {
                throw SocketFailures.TimedOut("Receiving");
            }

            int received = socket.ReceiveFrom(buffer.AsSpan(offset, size), peek, out remote);
            if (received >= 0)
            {
                receivedBytes += peek ? 0 : received;
                return received;
            }
        }
    }

    bool ISocket.Poll(TimeSpan limit, Readiness readiness)
    {
        Enter();
        bool isReady = limit == TimeSpan.Zero
            ? IsReady(readiness, limit)
            : WaitUntil(readiness, limit < TimeSpan.Zero ? null : clock.Now + limit);
        if (!isReady || !isConnected)
        {
            return isReady;
        }

        // Sending and receiving meet a failure by themselves; only a poll has to look for it.
        if (failure == null && socket.Wait(Readiness.Error, TimeSpan.Zero) && socket.TakeError() is var error and not 0)
        {
            NoteFailure(new SocketFailure(error, "The connection has failed: the peer reset it or is gone."));
        }

        if (failure != null)
        {
            return IsReady(readiness, TimeSpan.Zero);
        }

        // lwIP says that a connection is writable when all of its send buffer is free, and what the other end has not acknowledged is still in there. (Who waits for it here gets room for
        // its bytes, and no more.)
        return readiness == Readiness.Read || (readiness == Readiness.Write && (limit != TimeSpan.Zero || socket.HasArrived));
    }

    void ISocket.SetOption(int level, int name, byte[] value)
    {
        Enter();
        socket.SetOption(level, name, value);
    }

    void ISocket.GetOption(int level, int name, byte[] value)
    {
        Enter();
        socket.GetOption(level, name, value);
    }

    void ISocket.Close()
    {
        power.Require();
        if (Shut())
        {
            log.Add("socket", $"closed, was {description}");
        }
    }

    /// <summary>How it stands.</summary>
    public SocketState State => new(number, stage, local, peer, receivedBytes, sentBytes);

    public override string ToString() => description;

    /// <summary>The link is gone: lwIP drops every connection with the address it was made from; others stay.</summary>
    public void LoseLink()
    {
        if (isConnected)
        {
            failure = SocketFailures.LinkLost();
        }
    }

    /// <summary>Closes without a word. True if it was open.</summary>
    public bool Shut()
    {
        if (isClosed)
        {
            return false;
        }

        isClosed = true;
        socket.Dispose();
        sockets.Remove(this);
        return true;
    }

    private BoardSocket Admit(IWorldSocket accepted)
    {
        Endpoint peer = accepted.RemoteEndpoint;
        if (!sockets.TryTakePlace())
        {
            accepted.Abort();
            log.Add("socket", $"dropped {peer}: all {sockets.Limit} are in use");
            throw SocketFailures.NoSocketFree(sockets.Limit);
        }

        BoardSocket admitted = sockets.Register(accepted, SocketKind.Stream);
        admitted.isConnected = true;
        admitted.Describe("connected", peer, $"accepted {peer} on {accepted.LocalEndpoint}");
        return admitted;
    }

    private void Describe(string stage, Endpoint? peer, string description)
    {
        local = socket.LocalEndpoint.ToString();
        this.peer = peer?.ToString();
        this.stage = stage;
        this.description = description;
        log.Add("socket", description);
    }

    private void Enter()
    {
        power.Require();
        if (isClosed)
        {
            throw SocketFailures.Closed();
        }
    }

    private void RequireLink()
    {
        if (this.failure is { } failure)
        {
            throw failure;
        }

        if (!radio.IsUp)
        {
            throw SocketFailures.NetworkDown();
        }
    }

    private TimeSpan? Deadline(int timeoutMilliseconds) =>
        timeoutMilliseconds < 0 ? null : clock.Now + TimeSpan.FromMilliseconds(timeoutMilliseconds);

    /// <summary>Waits until the socket is ready; false if the deadline came first, null is no deadline.</summary>
    private bool WaitUntil(Readiness readiness, TimeSpan? deadline)
    {
        while (true)
        {
            Enter();
            TimeSpan left = deadline is { } end ? end - clock.Now : Glance;
            TimeSpan limit = left < TimeSpan.Zero ? TimeSpan.Zero : left < Glance ? left : Glance;
            if (IsReady(readiness, limit))
            {
                return true;
            }

            if (deadline != null && left <= Glance)
            {
                // Somebody may have closed the socket meanwhile.
                Enter();
                return false;
            }
        }
    }

    private bool IsReady(Readiness readiness, TimeSpan limit)
    {
        if (!isConnected && readiness == Readiness.Read && !radio.IsUp)
        {
            // Without a link nobody can reach a listener or send it a datagram.
            clock.Sleep(limit);
            return false;
        }

        if (this.failure is not { } failure)
        {
            return socket.Wait(readiness, limit);
        }

        return readiness == Readiness.Error || (readiness == Readiness.Read && socket.Available > 0) ? true : throw failure;
    }

    private void NoteFailure(SocketFailure failure)
    {
        if (isConnected && !isClosed)
        {
            this.failure ??= failure;
        }
    }
}
