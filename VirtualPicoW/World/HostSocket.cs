using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A socket of the operating system, kept to 127.0.0.1.</summary>
internal sealed class HostSocket : IWorldSocket
{
    private readonly Lock _sending = new();
    private readonly Socket _socket;
    private readonly HostWorld _world;
    private readonly SocketWatch _watch;
    private Task _flushing = Task.CompletedTask;
    private ReceiveWindow? _window;
    private volatile bool _isUnacknowledged;

    public HostSocket(SocketKind kind, HostWorld world, SocketWatch watch)
        : this(
            Ask(() => kind == SocketKind.Stream
                ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
                : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)),
            world,
            watch)
    {
    }

    private HostSocket(Socket socket, HostWorld world, SocketWatch watch)
    {
        _watch = watch;
        _socket = socket;
        _world = world;
        _socket.Blocking = false;
    }

    /// <summary>The operating system's own, for the watch.</summary>
    public Socket Socket => _socket;

    /// <summary>What the watch knows of it.</summary>
    public WatchState WatchState { get; set; }

    /// <summary>When it was last known not to have failed, by the stopwatch; 0 if that is not known.</summary>
    public long KnownAt { get; set; }

    /// <summary>True if the watch asks for it together with others.</summary>
    public bool IsWatched { get; set; }

    public Endpoint LocalEndpoint => Ask(() => _socket.LocalEndPoint == null ? default : FromHost(_socket.LocalEndPoint));

    public Endpoint RemoteEndpoint => Ask(() => _socket.RemoteEndPoint == null ? throw SocketFailures.NotConnected() : FromHost(_socket.RemoteEndPoint));

    public int Available
    {
        get
        {
            try
            {
                if (_window != null)
                {
                    _window.FillFrom(_socket);
                    WatchState = WatchState.Unknown;
                }

                return _socket.Available + (_window?.Count ?? 0);
            }
            catch (Exception exception) when (IsHosts(exception))
            {
                throw Translate(exception);
            }
        }
    }

    public bool HasArrived
    {
        get
        {
            try
            {
                if (_isUnacknowledged && _flushing.IsCompleted && SendQueue.IsEmpty(_socket))
                {
                    _isUnacknowledged = false;
                }

                return !_isUnacknowledged;
            }
            catch (ObjectDisposedException)
            {
                throw SocketFailures.Closed();
            }
        }
    }

    /// <summary>True if a connected datagram socket has heard that nobody takes its datagrams: a receive tells, so it will not wait.</summary>
    private bool IsRefused => _socket is { SocketType: SocketType.Dgram, Connected: true } && _socket.Poll(TimeSpan.Zero, SelectMode.SelectError);

    public void Bind(Endpoint local) => Do(() =>
    {
        if (local.Address != 0 && !local.IsLoopback)
        {
            throw SocketFailures.Of(SocketError.AddressNotAvailable, $"The board has no address {local.AddressText}: bind to IPAddress.Any.");
        }

        _socket.Bind(ToHost(local with { Address = Endpoint.Loopback }));
    });

    public void Listen(int backlog) => Do(() => _socket.Listen(backlog));

    public IWorldSocket? Accept()
    {
        WatchState = WatchState.Unknown;
        return Ask(() => TryAgainLater(() => new HostSocket(_socket.Accept(), _world, _watch), null));
    }

    public void Connect(Endpoint remote) => Do(() =>
    {
        RequireLoopback(remote);
        _socket.Blocking = true;
        _socket.Connect(ToHost(remote));
        _socket.Blocking = false;
    });

    public int Send(ReadOnlySpan<byte> bytes)
    {
        lock (_sending)
        {
            if (!_flushing.IsCompleted)
            {
                return 0;
            }

            try
            {
                var taken = _socket.Send(bytes, SocketFlags.None, out var error);
                if (error is not (SocketError.Success or SocketError.WouldBlock))
                {
                    throw Translate(new SocketException((int)error));
                }

                _isUnacknowledged = true;
                if (taken < bytes.Length)
                {
                    // The system took a part or nothing. The board's own send buffer holds the rest and sends it as soon as it can.
                    _flushing = Flush(bytes[Math.Max(taken, 0)..].ToArray());
                }

                return bytes.Length;
            }
            catch (ObjectDisposedException)
            {
                throw SocketFailures.Closed();
            }
        }
    }

    public void SendTo(ReadOnlySpan<byte> bytes, Endpoint remote)
    {
        RequireLoopback(remote);
        try
        {
            if (_socket.LocalEndPoint == null)
            {
                _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            }

            if (_world.NameServerAt(remote) is { } nameServer)
            {
                nameServer.Forward(bytes, _socket.LocalEndPoint!);
                return;
            }

            _socket.SendTo(bytes, SocketFlags.None, ToHost(remote));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock)
        {
            // No room: the datagram is lost, as any datagram may be.
        }
        catch (Exception exception) when (IsHosts(exception))
        {
            throw Translate(exception);
        }
    }

    public int Receive(Span<byte> bytes, bool peek)
    {
        WatchState = WatchState.Unknown;
        try
        {
            if (peek)
            {
                (_window ??= new ReceiveWindow()).FillFrom(_socket);
            }

            if (_window is { Count: > 0 })
            {
                return _window.Give(bytes, peek);
            }

            var received = _socket.Receive(bytes, peek ? SocketFlags.Peek : SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                _watch.NoteReceived(this, isEmptied: received > 0 && received < bytes.Length);
                return received;
            }

            return error switch
            {
                SocketError.WouldBlock => -1,
                _ => throw Translate(new SocketException((int)error)),
            };
        }
        catch (ObjectDisposedException)
        {
            throw SocketFailures.Closed();
        }
    }

    public int ReceiveFrom(Span<byte> bytes, bool peek, out Endpoint remote)
    {
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        remote = default;
        try
        {
            var received = _socket.ReceiveFrom(bytes, peek ? SocketFlags.Peek : SocketFlags.None, ref sender);
            remote = _world.NameServerThatSent(sender)?.Shown ?? FromHost(sender);
            return received;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock)
        {
            return -1;
        }
        catch (Exception exception) when (IsHosts(exception))
        {
            throw Translate(exception);
        }
    }

    public bool Wait(Readiness readiness, TimeSpan limit)
    {
        try
        {
            if (_socket.SocketType == SocketType.Stream)
            {
                if (readiness == Readiness.Read && limit == TimeSpan.Zero)
                {
                    return _window is { Count: > 0 } || _watch.IsReadable(this);
                }

                if (readiness == Readiness.Write && _socket.Connected)
                {
                    // The board's own send buffer is what counts, and it is either empty or being sent.
                    return IsFlushed(limit);
                }
            }

            if (readiness != Readiness.Error)
            {
                _watch.NoteOther();
            }
            else if (limit == TimeSpan.Zero && _watch.WasSound(this))
            {
                return false;
            }

            return (readiness == Readiness.Read && _window is { Count: > 0 })
                || _socket.Poll(limit, (SelectMode)readiness)
                || (readiness == Readiness.Read && IsRefused);
        }
        catch (Exception exception) when (IsHosts(exception))
        {
            throw Translate(exception);
        }
    }

    public int TakeError() => Ask(() => (int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!);

    public void SetOption(int level, int name, byte[] value) => Do(() =>
    {
        var number = value.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(value) : 0;
        switch ((SocketOptionLevel)level, (SocketOptionName)name)
        {
            case (SocketOptionLevel.Socket, SocketOptionName.ReuseAddress):
            // .NET sees to it that a port can be bound again at once; the system's own option would allow to share it.
            case (SocketOptionLevel.Socket, SocketOptionName.SendTimeout or SocketOptionName.ReceiveTimeout):
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.Linger):
                _socket.LingerState = new LingerOption(true, number);
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.DontLinger):
                _socket.LingerState = new LingerOption(false, 0);
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.KeepAlive or SocketOptionName.Broadcast):
            case (SocketOptionLevel.Tcp, SocketOptionName.NoDelay):
                _socket.SetSocketOption((SocketOptionLevel)level, (SocketOptionName)name, number);
                break;
            default:
                throw SocketFailures.Of(SocketError.ProtocolOption, $"A virtual board has no socket option {name} at level {level}.");
        }
    });

    public void GetOption(int level, int name, byte[] value) => Do(() =>
    {
        var number = _socket.GetSocketOption((SocketOptionLevel)level, (SocketOptionName)name) is int got ? got : 0;
        if (value.Length >= sizeof(int))
        {
            BinaryPrimitives.WriteInt32LittleEndian(value, number);
        }
    });

    public void Abort()
    {
        _watch.Leave(this);
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose()
    {
        _watch.Leave(this);
        lock (_sending)
        {
            // What is still in the send buffer goes out first, as with lwIP; nobody waits for it, and not for ever if the peer does not read.
            if (_flushing.IsCompleted)
            {
                _socket.Dispose();
            }
            else
            {
                _flushing.WaitAsync(_world.LongestFarewell).ContinueWith(flushed => End(flushed.IsCompletedSuccessfully), TaskContinuationOptions.ExecuteSynchronously);
            }
        }
    }

    private void End(bool isFlushed)
    {
        if (!isFlushed)
        {
            _socket.LingerState = new LingerOption(true, 0);
        }

        _socket.Dispose();
    }

    private bool IsFlushed(TimeSpan limit)
    {
        if (_flushing.IsCompleted || _flushing.Wait(limit))
        {
            return true;
        }

        _watch.NoteOther();
        return false;
    }

    private static void RequireLoopback(Endpoint remote)
    {
        if (!remote.IsLoopback)
        {
            throw SocketFailures.Of(
                SocketError.NetworkUnreachable, $"A board in the host world reaches 127.0.0.1 only, not {remote.AddressText}.");
        }
    }

    private static IPEndPoint ToHost(Endpoint endpoint) =>
        new(BinaryPrimitives.ReverseEndianness(endpoint.Address), endpoint.Port);

    private static Endpoint FromHost(EndPoint endPoint)
    {
        var host = (IPEndPoint)endPoint;
        return new Endpoint(BinaryPrimitives.ReadUInt32BigEndian(host.Address.GetAddressBytes()), host.Port);
    }

    private static T TryAgainLater<T>(Func<T> attempt, T nothing)
    {
        try
        {
            return attempt();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock)
        {
            return nothing;
        }
    }

    private static void Do(Action operation) => Ask(() =>
    {
        operation();
        return true;
    });

    private static T Ask<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception) when (IsHosts(exception))
        {
            throw Translate(exception);
        }
    }

    private static bool IsHosts(Exception exception) => exception is SocketException or ObjectDisposedException;

    private static SocketFailure Translate(Exception exception) => exception is SocketException failed
        ? SocketFailures.Of(failed.SocketErrorCode, failed.Message)
        : SocketFailures.Closed();

    private async Task Flush(byte[] rest)
    {
        try
        {
            for (var sent = 0; sent < rest.Length;)
            {
                sent += await _socket.SendAsync(rest.AsMemory(sent)).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsHosts(exception))
        {
            // The next operation of the firmware meets the same error and reports it.
            _isUnacknowledged = false;
        }
    }
}
