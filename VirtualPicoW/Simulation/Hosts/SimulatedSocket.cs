using System;
using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A socket of a board in a simulated network.</summary>
internal sealed class SimulatedSocket : IWorldSocket
{
    /// <summary>lwIP's DEFAULT_UDP_RECVMBOX on this target.</summary>
    private const int DatagramsOfBoard = 4;

    private readonly SimulatedHost host;
    private readonly SocketKind kind;
    private readonly Scheduler scheduler;
    private readonly WaitPoint waiters;
    private readonly WaitPoint news;
    private readonly SocketOptions options = new();
    private TcpConnection? connection;
    private SimulatedListener? listener;
    private DatagramQueue? datagrams;
    private Endpoint remote;
    private int port;
    private bool isClosed;
    private bool isErrorTaken;

    /// <summary>Opens one.</summary>
    /// <param name="host">The stack it belongs to.</param>
    /// <param name="kind">What it carries.</param>
    /// <param name="scheduler">Where its threads wait.</param>
    /// <param name="news">Where those wait who wait for any socket.</param>
    public SimulatedSocket(SimulatedHost host, SocketKind kind, Scheduler scheduler, WaitPoint news)
    {
        this.host = host;
        this.kind = kind;
        this.scheduler = scheduler;
        this.news = news;
        waiters = new WaitPoint(scheduler);
    }

    public Endpoint LocalEndpoint => connection?.Local ?? new Endpoint(0, listener?.Port ?? datagrams?.Port ?? port);

    public Endpoint RemoteEndpoint => connection?.Remote ?? (remote.Port != 0 ? remote : throw SocketFailures.NotConnected());

    public int Available => connection?.Available ?? (datagrams is { Count: > 0 } ? datagrams.First.Payload.Length : 0);

    public bool HasArrived => connection?.HasArrived ?? true;

    public void Bind(Endpoint local)
    {
        if (local.Address != 0 && !local.IsLoopback && local.Address != host.Address)
        {
            throw SocketFailures.Of(SocketError.AddressNotAvailable, $"The board has no address {local.AddressText}: bind to IPAddress.Any.");
        }

        if (kind == SocketKind.Datagram)
        {
            OpenDatagrams(local.Port);
        }
        else
        {
            port = host.ReserveListening(local.Port);
        }
    }

    public void Listen(int backlog)
    {
        listener = host.Listen(port, backlog);
        listener.Changed += Wake;
    }

    public IWorldSocket? Accept() => listener?.Accept() is { } accepted ? new SimulatedSocket(host, kind, scheduler, news).With(accepted) : null;

    public void Connect(Endpoint remote)
    {
        this.remote = remote;
        if (kind == SocketKind.Datagram)
        {
            OpenDatagrams(0);
            datagrams!.Peer = remote;
            return;
        }

        With(host.Connect(port, remote));
        while (connection!.State is ConnectionState.SynSent && !isClosed)
        {
            waiters.Wait(null);
        }

        if (isClosed)
        {
            throw SocketFailures.Closed();
        }

        if (connection.State == ConnectionState.Closed)
        {
            throw SocketFailures.Of(connection.Error, connection.Error switch
            {
                SocketError.ConnectionRefused => $"Nobody listens at {remote}.",
                SocketError.TimedOut => $"{remote} did not answer.",
                _ => $"Connecting to {remote} failed.",
            });
        }
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        if (kind == SocketKind.Datagram)
        {
            SendTo(bytes, datagrams?.Peer ?? throw SocketFailures.NotConnected());
            return bytes.Length;
        }

        RequireConnection();
        return connection!.Send(bytes);
    }

    public void SendTo(ReadOnlySpan<byte> bytes, Endpoint remote)
    {
        if ((remote.Address & 0xFF) == 0xFF && !options.AllowsBroadcast)
        {
            throw SocketFailures.Of(SocketError.AccessDenied, "Set the option Broadcast to send to everybody.");
        }

        OpenDatagrams(0);
        ThrowIfRefused();
        host.Send(datagrams!, remote, bytes);
    }

    public int Receive(Span<byte> bytes, bool peek)
    {
        if (kind == SocketKind.Datagram)
        {
            return ReceiveFrom(bytes, peek, out _);
        }

        if (connection == null)
        {
            throw SocketFailures.NotConnected();
        }

        if (connection.Available > 0)
        {
            return connection.Take(bytes, peek);
        }

        if (connection.HasEnded)
        {
            return 0;
        }

        RequireConnection();
        return -1;
    }

    public int ReceiveFrom(Span<byte> bytes, bool peek, out Endpoint remote)
    {
        remote = default;
        if (datagrams == null)
        {
            throw SocketFailures.NotConnected();
        }

        ThrowIfRefused();
        if (datagrams.Count == 0)
        {
            return -1;
        }

        Packet packet = peek ? datagrams.First : datagrams.Take();
        remote = packet.Source;
        int count = Math.Min(bytes.Length, packet.Payload.Length);
        packet.Payload.AsSpan(0, count).CopyTo(bytes);
        return count;
    }

    public bool Wait(Readiness readiness, TimeSpan limit)
    {
        TimeSpan end = scheduler.Now + limit;
        while (!IsReady(readiness))
        {
            if (limit == TimeSpan.Zero || !waiters.Wait(end - scheduler.Now))
            {
                return IsReady(readiness);
            }
        }

        return true;
    }

    public int TakeError()
    {
        if (connection is not { State: ConnectionState.Closed } || isErrorTaken)
        {
            return 0;
        }

        isErrorTaken = true;
        return (int)connection.Error;
    }

    public void SetOption(int level, int name, byte[] value) => options.Set(level, name, value);

    public void GetOption(int level, int name, byte[] value) => options.Get(level, name, value);

    public void Abort()
    {
        connection?.Abort();
        Dispose();
    }

    public void Dispose()
    {
        if (isClosed)
        {
            return;
        }

        isClosed = true;
        if (options.ResetsAtClose)
        {
            connection?.Abort();
        }

        connection?.Close();
        listener?.Close();
        if (datagrams != null)
        {
            host.Remove(datagrams);
        }

        Wake();
    }

    private SimulatedSocket With(TcpConnection connection)
    {
        this.connection = connection;
        connection.Changed += Wake;
        return this;
    }

    private void OpenDatagrams(int port)
    {
        if (datagrams == null)
        {
            datagrams = host.OpenDatagrams(port, DatagramsOfBoard);
            datagrams.Changed += Wake;
        }
    }

    private bool IsReady(Readiness readiness) => isClosed || readiness switch
    {
        Readiness.Read => listener?.Count > 0 || datagrams is { Count: > 0 } or { IsRefused: true } || connection is { Available: > 0 } or { HasEnded: true } or { State: ConnectionState.Closed },
        Readiness.Write => kind == SocketKind.Datagram || connection is { State: ConnectionState.Closed } || connection?.Room >= BoardSocket.SendBuffer,
        _ => connection is { State: ConnectionState.Closed } && !isErrorTaken,
    };

    private void ThrowIfRefused()
    {
        if (datagrams!.TakeRefusal())
        {
            throw SocketFailures.Of(SocketError.ConnectionRefused, $"Nobody takes datagrams at {datagrams.Peer}.");
        }
    }

    private void RequireConnection()
    {
        if (connection == null)
        {
            throw SocketFailures.NotConnected();
        }

        if (connection.State == ConnectionState.Closed)
        {
            throw SocketFailures.Of(connection.Error, "The connection has failed: the peer reset it or is gone.");
        }
    }

    private void Wake()
    {
        waiters.WakeAll();
        news.WakeAll();
    }
}
