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

    private readonly IWorldSocket _socket;
    private readonly SocketKind _kind;
    private readonly BoardNetwork _sockets;
    private readonly Radio _radio;
    private readonly BoardLog _log;
    private readonly IClock _clock;
    private readonly Power _power;
    private volatile SocketFailure? _failure;
    private volatile bool _isClosed;
    private bool _isConnected;
    private string _description;

    public BoardSocket(
        IWorldSocket socket, SocketKind kind, BoardNetwork sockets, Radio radio, BoardLog log, IClock clock, Power power)
    {
        _socket = socket;
        _kind = kind;
        _sockets = sockets;
        _radio = radio;
        _log = log;
        _clock = clock;
        _power = power;
        _description = kind == SocketKind.Stream ? "new stream" : "new datagram socket";
    }

    Endpoint ISocket.LocalEndpoint
    {
        get
        {
            Enter();
            return _socket.LocalEndpoint;
        }
    }

    Endpoint ISocket.RemoteEndpoint
    {
        get
        {
            Enter();
            return _socket.RemoteEndpoint;
        }
    }

    int ISocket.Available
    {
        get
        {
            Enter();
            return _socket.Available;
        }
    }

    void ISocket.Bind(Endpoint local)
    {
        Enter();
        _socket.Bind(local);
        if (_kind == SocketKind.Datagram)
        {
            Describe($"datagrams on {_socket.LocalEndpoint}");
        }
    }

    void ISocket.Listen(int backlog)
    {
        Enter();
        _socket.Listen(backlog);
        Describe($"listening on {_socket.LocalEndpoint}");
    }

    ISocket ISocket.Accept()
    {
        while (true)
        {
            WaitUntil(Readiness.Read, null);
            if (_socket.Accept() is { } accepted)
            {
                return Admit(accepted);
            }
        }
    }

    void ISocket.Connect(Endpoint remote)
    {
        Enter();
        RequireLink();
        _socket.Connect(remote);
        _isConnected = _kind == SocketKind.Stream;
        Describe($"connected {_socket.LocalEndpoint} to {remote}");
    }

    int ISocket.Send(byte[] buffer, int offset, int size, int timeoutMilliseconds)
    {
        Enter();
        RequireLink();
        var deadline = Deadline(timeoutMilliseconds);
        for (var sent = 0; sent < size;)
        {
            if (!WaitUntil(Readiness.Write, deadline))
            {
                throw SocketFailures.TimedOut("Sending");
            }

            try
            {
                sent += _socket.Send(buffer.AsSpan(offset + sent, Math.Min(size - sent, SendBuffer)));
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
        _socket.SendTo(buffer.AsSpan(offset, size), remote);
        return size;
    }

    int ISocket.Receive(byte[] buffer, int offset, int size, bool peek, int timeoutMilliseconds)
    {
        var deadline = Deadline(timeoutMilliseconds);
        while (true)
        {
            if (!WaitUntil(Readiness.Read, deadline))
            {
                throw SocketFailures.TimedOut("Receiving");
            }

            try
            {
                var received = _socket.Receive(buffer.AsSpan(offset, size), peek);
                if (received >= 0)
                {
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
        var deadline = Deadline(timeoutMilliseconds);
        while (true)
        {
            if (!WaitUntil(Readiness.Read, deadline))
            {
                throw SocketFailures.TimedOut("Receiving");
            }

            var received = _socket.ReceiveFrom(buffer.AsSpan(offset, size), peek, out remote);
            if (received >= 0)
            {
                return received;
            }
        }
    }

    bool ISocket.Poll(TimeSpan limit, Readiness readiness)
    {
        Enter();
        var isReady = limit == TimeSpan.Zero
            ? IsReady(readiness, limit)
            : WaitUntil(readiness, limit < TimeSpan.Zero ? null : _clock.Now + limit);
        if (!isReady || !_isConnected)
        {
            return isReady;
        }

        // Sending and receiving meet a failure by themselves; only a poll has to look for it.
        if (_failure == null && _socket.Wait(Readiness.Error, TimeSpan.Zero) && _socket.TakeError() is var error and not 0)
        {
            NoteFailure(new SocketFailure(error, "The connection has failed: the peer reset it or is gone."));
        }

        if (_failure != null)
        {
            return IsReady(readiness, TimeSpan.Zero);
        }

        // lwIP says that a connection is writable when all of its send buffer is free, and what the other end has not acknowledged is still in there. (Who waits for it here gets room for
        // its bytes, and no more.)
        return readiness == Readiness.Read || (readiness == Readiness.Write && (limit != TimeSpan.Zero || _socket.HasArrived));
    }

    void ISocket.SetOption(int level, int name, byte[] value)
    {
        Enter();
        _socket.SetOption(level, name, value);
    }

    void ISocket.GetOption(int level, int name, byte[] value)
    {
        Enter();
        _socket.GetOption(level, name, value);
    }

    void ISocket.Close()
    {
        _power.Require();
        if (Shut())
        {
            _log.Add("socket", $"closed, was {_description}");
        }
    }

    public override string ToString() => _description;

    /// <summary>The link is gone: lwIP drops every connection with the address it was made from; others stay.</summary>
    public void LoseLink()
    {
        if (_isConnected)
        {
            _failure = SocketFailures.LinkLost();
        }
    }

    /// <summary>Closes without a word. True if it was open.</summary>
    public bool Shut()
    {
        if (_isClosed)
        {
            return false;
        }

        _isClosed = true;
        _socket.Dispose();
        _sockets.Remove(this);
        return true;
    }

    private BoardSocket Admit(IWorldSocket accepted)
    {
        var peer = accepted.RemoteEndpoint;
        if (!_sockets.TryTakePlace())
        {
            accepted.Abort();
            _log.Add("socket", $"dropped {peer}: all {_sockets.Limit} are in use");
            throw SocketFailures.NoSocketFree(_sockets.Limit);
        }

        var admitted = _sockets.Register(accepted, SocketKind.Stream);
        admitted._isConnected = true;
        admitted.Describe($"accepted {peer} on {accepted.LocalEndpoint}");
        return admitted;
    }

    private void Describe(string description)
    {
        _description = description;
        _log.Add("socket", description);
    }

    private void Enter()
    {
        _power.Require();
        if (_isClosed)
        {
            throw SocketFailures.Closed();
        }
    }

    private void RequireLink()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }

        if (!_radio.IsUp)
        {
            throw SocketFailures.NetworkDown();
        }
    }

    private TimeSpan? Deadline(int timeoutMilliseconds) =>
        timeoutMilliseconds < 0 ? null : _clock.Now + TimeSpan.FromMilliseconds(timeoutMilliseconds);

    /// <summary>Waits until the socket is ready; false if the deadline came first, null is no deadline.</summary>
    private bool WaitUntil(Readiness readiness, TimeSpan? deadline)
    {
        while (true)
        {
            Enter();
            var left = deadline is { } end ? end - _clock.Now : Glance;
            var limit = left < TimeSpan.Zero ? TimeSpan.Zero : left < Glance ? left : Glance;
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
        if (!_isConnected && readiness == Readiness.Read && !_radio.IsUp)
        {
            // Without a link nobody can reach a listener or send it a datagram.
            _clock.Sleep(limit);
            return false;
        }

        if (_failure is not { } failure)
        {
            return _socket.Wait(readiness, limit);
        }

        return readiness == Readiness.Error || (readiness == Readiness.Read && _socket.Available > 0) ? true : throw failure;
    }

    private void NoteFailure(SocketFailure failure)
    {
        if (_isConnected && !_isClosed)
        {
            _failure ??= failure;
        }
    }
}
