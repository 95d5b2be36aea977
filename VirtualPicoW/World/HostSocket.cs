using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A socket of the operating system, kept to 127.0.0.1.</summary>
internal sealed class HostSocket : IWorldSocket
{
    private readonly Lock sending = new();
    private readonly Socket socket;
    private readonly SendQueue sent;
    private readonly HostWorld world;
    private readonly SocketWatch watch;
    private Task flushing = Task.CompletedTask;

    /// <summary>What a connection has received; null if it is none.</summary>
    private ReceiveWindow? window;

    public HostSocket(SocketKind kind, HostWorld world, SocketWatch watch)
        : this(
            Ask(() => kind == SocketKind.Stream
                ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
                : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)),
            world,
            watch)
    {
        Do(() => Segments.Limit(socket));
    }

    private HostSocket(Socket socket, HostWorld world, SocketWatch watch)
    {
        this.watch = watch;
        this.socket = socket;
        sent = new SendQueue(socket);
        this.world = world;
        this.socket.Blocking = false;
    }

    /// <summary>The operating system's own, for the watch.</summary>
    public Socket Socket => socket;

    /// <summary>What the watch knows of it.</summary>
    public WatchState WatchState { get; set; }

    /// <summary>When it was last known not to have failed, by the stopwatch; 0 if that is not known.</summary>
    public long KnownAt { get; set; }

    /// <summary>True if the watch asks for it together with others.</summary>
    public bool IsWatched { get; set; }

    public Endpoint LocalEndpoint => Ask(() => socket.LocalEndPoint == null ? default : FromHost(socket.LocalEndPoint));

    public Endpoint RemoteEndpoint => Ask(() => socket.RemoteEndPoint == null ? throw SocketFailures.NotConnected() : FromHost(socket.RemoteEndPoint));

    public int Available
    {
        get
        {
            try
            {
                if (window == null)
                {
                    return socket.Available;
                }

                int available = window.Available;
                NoteLook(window);
                return available;
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
                return flushing.IsCompleted && sent.IsEmpty;
            }
            catch (ObjectDisposedException)
            {
                throw SocketFailures.Closed();
            }
        }
    }

    /// <summary>True if a connected datagram socket has heard that nobody takes its datagrams: a receive tells, so it will not wait.</summary>
    private bool IsRefused => socket is { SocketType: SocketType.Dgram, Connected: true } && socket.Poll(TimeSpan.Zero, SelectMode.SelectError);

    public void Bind(Endpoint local) => Do(() =>
    {
        if (local.Address != 0 && !local.IsLoopback)
        {
            throw SocketFailures.Of(SocketError.AddressNotAvailable, $"The board has no address {local.AddressText}: bind to IPAddress.Any.");
        }

        socket.Bind(ToHost(local with { Address = Endpoint.Loopback }));
    });

    public void Listen(int backlog) => Do(() => socket.Listen(backlog));

    public IWorldSocket? Accept()
    {
        WatchState = WatchState.Unknown;
        return Ask(() => TryAgainLater(() => new HostSocket(socket.Accept(), world, watch).AsConnection(), null));
    }

    public void Connect(Endpoint remote) => Do(() =>
    {
        RequireLoopback(remote);
        socket.Blocking = true;
        socket.Connect(ToHost(remote));
        socket.Blocking = false;
        if (socket.SocketType == SocketType.Stream)
        {
            AsConnection();
        }
    });

    public int Send(ReadOnlySpan<byte> bytes)
    {
        lock (sending)
        {
            if (!flushing.IsCompleted)
            {
                return 0;
            }

            try
            {
                int taken = socket.Send(bytes, SocketFlags.None, out SocketError error);
                if (error is not (SocketError.Success or SocketError.WouldBlock))
                {
                    throw Translate(new SocketException((int)error));
                }

                sent.NoteSent(bytes.Length);
                if (taken < bytes.Length)
                {
                    // The system took a part or nothing. The board's own send buffer holds the rest and sends it as soon as it can.
                    flushing = Flush(bytes[Math.Max(taken, 0)..].ToArray());
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
            if (socket.LocalEndPoint == null)
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            }

            if (world.NameServerAt(remote) is { } nameServer)
            {
                nameServer.Forward(bytes, socket.LocalEndPoint!);
                return;
            }

            socket.SendTo(bytes, SocketFlags.None, ToHost(remote));
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
        try
        {
            SocketError error;
            int received;
            if (window == null)
            {
                received = socket.Receive(bytes, peek ? SocketFlags.Peek : SocketFlags.None, out error);
            }
            else
            {
                received = window.Receive(bytes, peek, out error);
                NoteLook(window);
            }

            return error switch
            {
                SocketError.Success => received,
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
        if (window != null)
        {
            return Receive(bytes, peek);
        }

        try
        {
            int received = socket.ReceiveFrom(bytes, peek ? SocketFlags.Peek : SocketFlags.None, ref sender);
            remote = world.NameServerThatSent(sender)?.Shown ?? FromHost(sender);
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
            if (socket.SocketType == SocketType.Stream)
            {
                if (readiness == Readiness.Read && (limit == TimeSpan.Zero || WatchState == WatchState.Ready))
                {
                    return watch.IsReadable(this);
                }

                if (readiness == Readiness.Write && socket.Connected)
                {
                    // The board's own send buffer is what counts, and it is either empty or being sent.
                    return IsFlushed(limit);
                }
            }

            if (readiness != Readiness.Error)
            {
                watch.NoteOther();
            }
            else if (window is { HasFailed: true })
            {
                return true;
            }
            else if (limit == TimeSpan.Zero && watch.WasSound(this))
            {
                return false;
            }

            return socket.Poll(limit, (SelectMode)readiness) || (readiness == Readiness.Read && IsRefused);
        }
        catch (Exception exception) when (IsHosts(exception))
        {
            throw Translate(exception);
        }
    }

    public int TakeError() => window is { HasFailed: true }
        ? (int)window.TakeFailure()
        : Ask(() => (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!);

    /// <summary>Asks the system, for the watch, whether a receive or an accept has something to tell.</summary>
    public bool LookAhead()
    {
        if (window == null)
        {
            bool isReady = socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
            WatchState = isReady ? WatchState.Ready : WatchState.NotReady;
            KnownAt = isReady ? 0 : Stopwatch.GetTimestamp();
            return isReady;
        }

        bool hasInput = window.LookAhead();
        NoteLook(window);
        return hasInput;
    }

    public void SetOption(int level, int name, byte[] value) => Do(() =>
    {
        int number = value.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(value) : 0;
        switch ((SocketOptionLevel)level, (SocketOptionName)name)
        {
            case (SocketOptionLevel.Socket, SocketOptionName.ReuseAddress):
            // .NET sees to it that a port can be bound again at once; the system's own option would allow to share it.
            case (SocketOptionLevel.Socket, SocketOptionName.SendTimeout or SocketOptionName.ReceiveTimeout):
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.Linger):
                socket.LingerState = new LingerOption(true, number);
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.DontLinger):
                socket.LingerState = new LingerOption(false, 0);
                break;
            case (SocketOptionLevel.Socket, SocketOptionName.KeepAlive or SocketOptionName.Broadcast):
            case (SocketOptionLevel.Tcp, SocketOptionName.NoDelay):
                socket.SetSocketOption((SocketOptionLevel)level, (SocketOptionName)name, number);
                break;
            default:
                throw SocketFailures.Of(SocketError.ProtocolOption, $"A virtual board has no socket option {name} at level {level}.");
        }
    });

    public void GetOption(int level, int name, byte[] value) => Do(() =>
    {
        int number = socket.GetSocketOption((SocketOptionLevel)level, (SocketOptionName)name) is int got ? got : 0;
        if (value.Length >= sizeof(int))
        {
            BinaryPrimitives.WriteInt32LittleEndian(value, number);
        }
    });

    public void Abort()
    {
        watch.Leave(this);
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public void Dispose()
    {
        watch.Leave(this);
        lock (sending)
        {
            // What is still in the send buffer goes out first, as with lwIP; nobody waits for it, and not for ever if the peer does not read.
            if (flushing.IsCompleted)
            {
                socket.Dispose();
            }
            else
            {
                flushing.WaitAsync(world.MaxLinger).ContinueWith(flushed => End(flushed.IsCompletedSuccessfully), TaskContinuationOptions.ExecuteSynchronously);
            }
        }
    }

    private void NoteLook(ReceiveWindow window)
    {
        WatchState = window.State;
        KnownAt = window.SoundAt;
    }

    private HostSocket AsConnection()
    {
        window = new ReceiveWindow(socket);
        return this;
    }

    private void End(bool isFlushed)
    {
        if (!isFlushed)
        {
            socket.LingerState = new LingerOption(true, 0);
        }

        socket.Dispose();
    }

    private bool IsFlushed(TimeSpan limit)
    {
        if (flushing.IsCompleted || flushing.Wait(limit))
        {
            return true;
        }

        watch.NoteOther();
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
        IPEndPoint host = (IPEndPoint)endPoint;
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
            for (int taken = 0; taken < rest.Length;)
            {
                taken += await socket.SendAsync(rest.AsMemory(taken)).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsHosts(exception))
        {
            // The next operation of the firmware meets the same error and reports it.
            sent.Forget();
        }
    }
}
