using System;
using System.Collections.Generic;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The datagrams that came to a port and were not taken. What comes when it is full is lost.</summary>
internal sealed class DatagramQueue(int port, int capacity)
{
    private readonly Queue<Packet> packets = [];

    /// <summary>One has come.</summary>
    public event Action? Changed;

    /// <summary>Where.</summary>
    public int Port { get; } = port;

    /// <summary>Whose datagrams alone count; all do if it is not set.</summary>
    public Endpoint? Peer { get; set; }

    /// <summary>True if it talks to the computer at 127.0.0.1: what comes from there has that address.</summary>
    public bool KnowsComputerAsOwn { get; set; }

    /// <summary>True if nobody takes datagrams where <see cref="Peer"/> is, and nobody here has been told yet.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count => packets.Count;

    /// <summary>The oldest.</summary>
    public Packet First => packets.Peek();

    /// <summary>Takes the oldest.</summary>
    public Packet Take() => packets.Dequeue();

    /// <summary>Tells once that nobody takes datagrams there.</summary>
    public bool TakeRefusal()
    {
        bool was = IsRefused;
        IsRefused = false;
        return was;
    }

    /// <summary>Nobody takes datagrams there. Who is not connected does not hear of it.</summary>
    public void NoteUnreachable(Endpoint peer)
    {
        if (Peer == peer)
        {
            IsRefused = true;
            Changed?.Invoke();
        }
    }

    /// <summary>One comes.</summary>
    public void Add(Packet packet)
    {
        if (packets.Count < capacity && (Peer == null || Peer == packet.Source))
        {
            packets.Enqueue(packet);
            Changed?.Invoke();
        }
    }
}
