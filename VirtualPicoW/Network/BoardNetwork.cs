using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The sockets of a board. A Pico W has four in all, and whatever opens one more is refused.</summary>
public sealed class BoardNetwork : INetwork
{
    private readonly Lock _gate = new();
    private readonly List<BoardSocket> _open = [];
    private readonly World _world;
    private readonly Radio _radio;
    private readonly BoardLog _log;
    private readonly Power _power;
    private readonly IClock _clock;
    private int _taken;

    internal BoardNetwork(World world, int limit, Radio radio, BoardLog log, IClock clock, Power power)
    {
        _world = world;
        _radio = radio;
        _log = log;
        _clock = clock;
        _power = power;
        Limit = limit;
        radio.LinkLost += FailConnections;
    }

    /// <summary>How many there are.</summary>
    public int Limit { get; }

    /// <summary>How many are in use.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _taken;
            }
        }
    }

    /// <summary>The sockets in use, one line each: what they do and with whom.</summary>
    public IReadOnlyList<string> Open
    {
        get
        {
            lock (_gate)
            {
                return _open.Select(socket => socket.ToString()).ToArray();
            }
        }
    }

    ISocket INetwork.Open(SocketKind kind)
    {
        _power.Require();
        if (!TryTakePlace())
        {
            _log.Add("socket", $"none free for the program: all {Limit} are in use");
            throw SocketFailures.NoSocketFree(Limit);
        }

        try
        {
            return Register(_world.OpenSocket(kind), kind);
        }
        catch
        {
            GiveBackPlace();
            throw;
        }
    }

    uint INetwork.Resolve(string host)
    {
        _power.Require();
        return _radio.IsUp ? _world.Resolve(host) : throw SocketFailures.NetworkDown();
    }

    internal bool TryTakePlace()
    {
        lock (_gate)
        {
            if (_taken == Limit)
            {
                return false;
            }

            _taken++;
            return true;
        }
    }

    internal void GiveBackPlace()
    {
        lock (_gate)
        {
            _taken--;
        }
    }

    /// <summary>Makes a socket of the world one of the board; its place has been taken before.</summary>
    internal BoardSocket Register(IWorldSocket socket, SocketKind kind)
    {
        var registered = new BoardSocket(socket, kind, this, _radio, _log, _clock, _power);
        lock (_gate)
        {
            _open.Add(registered);
        }

        return registered;
    }

    internal void Remove(BoardSocket socket)
    {
        lock (_gate)
        {
            if (_open.Remove(socket))
            {
                _taken--;
            }
        }
    }

    /// <summary>Closes them all, as cutting the power does.</summary>
    internal void Stop()
    {
        foreach (var socket in Snapshot())
        {
            socket.Shut();
        }
    }

    private void FailConnections()
    {
        foreach (var socket in Snapshot())
        {
            socket.LoseLink();
        }
    }

    private BoardSocket[] Snapshot()
    {
        lock (_gate)
        {
            return _open.ToArray();
        }
    }
}
