using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The sockets of a board. A Pico W has four in all, and whatever opens one more is refused.</summary>
public sealed class BoardNetwork : INetwork
{
    /// <summary>How many bytes of a datagram are told.</summary>
    private const int ToldOfDatagram = 512;

    private readonly Lock gate = new();
    private readonly List<BoardSocket> open = [];
    private readonly World world;
    private readonly Radio radio;
    private readonly BoardLog log;
    private readonly Power power;
    private readonly IClock clock;
    private int taken;
    private int opened;

    internal BoardNetwork(World world, int limit, Radio radio, BoardLog log, IClock clock, Power power)
    {
        this.world = world;
        this.radio = radio;
        this.log = log;
        this.clock = clock;
        this.power = power;
        Limit = limit;
        radio.LinkLost += FailConnections;
    }

    /// <summary>Raised for each datagram that the firmware sends, on its thread; not for questions to name servers.</summary>
    internal event Action<SentDatagram>? DatagramSent;

    /// <summary>How many there are.</summary>
    public int Limit { get; }

    /// <summary>How many are in use.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return taken;
            }
        }
    }

    /// <summary>The sockets in use, one line each: what they do and with whom.</summary>
    public IReadOnlyList<string> Open
    {
        get
        {
            lock (gate)
            {
                return open.Select(socket => socket.ToString()).ToArray();
            }
        }
    }

    /// <summary>The same for programs.</summary>
    internal IReadOnlyList<SocketState> States
    {
        get
        {
            lock (gate)
            {
                return open.Select(socket => socket.State).ToArray();
            }
        }
    }

    ISocket INetwork.Open(SocketKind kind)
    {
        power.Require();
        if (!TryTakePlace())
        {
            log.Add("socket", $"none free for the program: all {Limit} are in use");
            throw SocketFailures.NoSocketFree(Limit);
        }

        try
        {
            return Register(world.OpenSocket(kind), kind);
        }
        catch
        {
            GiveBackPlace();
            throw;
        }
    }

    uint INetwork.Resolve(string host)
    {
        power.Require();
        return radio.IsUp ? world.Resolve(host) : throw SocketFailures.NetworkDown();
    }

    internal bool TryTakePlace()
    {
        lock (gate)
        {
            if (taken == Limit)
            {
                return false;
            }

            taken++;
            return true;
        }
    }

    internal void GiveBackPlace()
    {
        lock (gate)
        {
            taken--;
        }
    }

    /// <summary>Makes a socket of the world one of the board; its place has been taken before.</summary>
    internal BoardSocket Register(IWorldSocket socket, SocketKind kind)
    {
        BoardSocket registered = new(Interlocked.Increment(ref opened), socket, kind, this, radio, log, clock, power);
        lock (gate)
        {
            open.Add(registered);
        }

        return registered;
    }

    /// <summary>Tells of a datagram, if anybody wants to know.</summary>
    internal void Note(ReadOnlySpan<byte> datagram, Endpoint to)
    {
        if (DatagramSent is { } told && to.Port != HostWorld.NameServerPort)
        {
            told(new SentDatagram(to, datagram.Length, Encoding.UTF8.GetString(datagram[..Math.Min(datagram.Length, ToldOfDatagram)])));
        }
    }

    internal void Remove(BoardSocket socket)
    {
        lock (gate)
        {
            if (open.Remove(socket))
            {
                taken--;
            }
        }
    }

    /// <summary>Closes them all, as cutting the power does.</summary>
    internal void Stop()
    {
        foreach (BoardSocket socket in Snapshot())
        {
            socket.Shut();
        }
    }

    private void FailConnections()
    {
        foreach (BoardSocket socket in Snapshot())
        {
            socket.LoseLink();
        }
    }

    private BoardSocket[] Snapshot()
    {
        lock (gate)
        {
            return open.ToArray();
        }
    }
}
