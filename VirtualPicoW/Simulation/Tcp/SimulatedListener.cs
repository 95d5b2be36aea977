using System;
using System.Collections.Generic;

namespace VirtualPicoW;

/// <summary>Waits at a port for connections. So many may wait to be accepted; who asks then is not answered, and asks again.</summary>
internal sealed class SimulatedListener(SimulatedHost host, int port, int backlog)
{
    private readonly Queue<TcpConnection> ready = [];
    private int asking;

    /// <summary>A connection can be accepted.</summary>
    public event Action? Changed;

    /// <summary>Where.</summary>
    public int Port { get; } = port;

    /// <summary>How many connections can be accepted.</summary>
    public int Count => ready.Count;

    /// <summary>Somebody asks.</summary>
    public TcpConnection? Ask(SegmentPacket syn)
    {
        if (ready.Count + asking > Math.Max(backlog, 1))
        {
            return null;
        }

        TcpConnection connection = new(host, syn.Destination, syn.Source, this);
        asking++;
        connection.Changed += GiveUp;
        return connection;

        void GiveUp()
        {
            if (connection.State is ConnectionState.Closed or ConnectionState.Established)
            {
                asking--;
                connection.Changed -= GiveUp;
            }
        }
    }

    /// <summary>A connection is there.</summary>
    public void Complete(TcpConnection connection)
    {
        ready.Enqueue(connection);
        Changed?.Invoke();
    }

    /// <summary>Takes a connection; null if there is none.</summary>
    public TcpConnection? Accept() => ready.TryDequeue(out TcpConnection? connection) ? connection : null;

    /// <summary>Ends it, and with it those that were not accepted.</summary>
    public void Close()
    {
        host.Remove(this);
        while (ready.TryDequeue(out TcpConnection? connection))
        {
            connection.Abort();
        }
    }
}
