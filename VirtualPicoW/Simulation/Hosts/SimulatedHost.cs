using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The network stack of one host: who listens where, and which connections there are.</summary>
internal sealed class SimulatedHost(Simulation simulation, string name, TcpOptions tcp)
{
    private const int FirstFreePort = 49_152;
    private const int LastPort = 65_535;

    private readonly Dictionary<(int Port, Endpoint Remote), TcpConnection> connections = [];
    private readonly Dictionary<int, SimulatedListener> listeners = [];
    private readonly Dictionary<int, DatagramQueue> datagrams = [];
    private int lastPort = new Chance(simulation.Seed, $"ports of {name}").Between(FirstFreePort, LastPort);

    /// <summary>What decides its first sequence numbers.</summary>
    public Chance Chance { get; } = new(simulation.Seed, $"host {name}");

    /// <summary>What its TCP is built with.</summary>
    public TcpOptions Tcp { get; } = tcp;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its address; 0 if it has none.</summary>
    public uint Address { get; private set; }

    /// <summary>From it to the network.</summary>
    public Link Up { get; } = new(new Chance(simulation.Seed, $"link from {name}"));

    /// <summary>From the network to it.</summary>
    public Link Down { get; } = new(new Chance(simulation.Seed, $"link to {name}"));

    /// <summary>How often it looks whether something has come; 0 is at once.</summary>
    public TimeSpan HearingPeriod { get; set; }

    /// <summary>The time.</summary>
    public TimeSpan Now => simulation.Now;

    /// <summary>How many connections there are, those that are being closed included.</summary>
    public int ConnectionCount => connections.Count;

    /// <summary>Gives it an address, or takes it away: then its connections are lost, and nobody hears of that.</summary>
    public void SetAddress(uint address, SocketError error = SocketError.NetworkDown)
    {
        if (address == Address)
        {
            return;
        }

        if (Address != 0)
        {
            simulation.Network.Leave(Address);
            foreach (TcpConnection connection in connections.Values.Where(connection => !connection.Remote.IsLoopback).ToArray())
            {
                connection.Forget(error);
            }
        }

        Address = address;
        if (address != 0)
        {
            simulation.Network.Enter(this, address);
        }
    }

    /// <summary>Its power is cut: whatever it had is gone, without a word to anybody.</summary>
    public void Die()
    {
        SetAddress(0);
        ForgetConnections(SocketError.NetworkDown);
        listeners.Clear();
        datagrams.Clear();
    }

    /// <summary>Its connections are gone, without a word to anybody.</summary>
    public void ForgetConnections(SocketError error)
    {
        foreach (TcpConnection connection in connections.Values.ToArray())
        {
            connection.Forget(error);
        }
    }

    /// <summary>Plans an event.</summary>
    public void Plan(SimulatedEvent planned, TimeSpan delay) => simulation.Scheduler.Plan(planned, Now + delay);

    /// <summary>When it notices what comes at a time: each host looks at multiples of its period.</summary>
    public TimeSpan TimeOfHearing(TimeSpan time)
    {
        long period = HearingPeriod.Ticks;
        return period == 0 ? time : TimeSpan.FromTicks((time.Ticks + period - 1) / period * period);
    }

    /// <summary>Whether one of its own ports waits for such a packet.</summary>
    public bool Hears(Packet packet) => packet is DatagramPacket
        ? datagrams.ContainsKey(packet.Destination.Port)
        : listeners.ContainsKey(packet.Destination.Port) || connections.ContainsKey((packet.Destination.Port, packet.Source));

    /// <summary>A packet has come.</summary>
    public void Hear(Packet packet)
    {
        if (Down.Cut != null)
        {
            return;
        }

        switch (packet)
        {
            case DatagramPacket datagram:
                Hear(datagram);
                break;
            case UnreachablePacket { About: var about } when datagrams.TryGetValue(about.Source.Port, out DatagramQueue? queue):
                queue.NoteUnreachable(queue.KnowsComputerAsOwn ? AsOwn(about.Destination) : about.Destination);
                break;
            case SegmentPacket segment:
                Hear(segment);
                break;
        }
    }

    private void Hear(DatagramPacket datagram)
    {
        if (datagrams.TryGetValue(datagram.Destination.Port, out DatagramQueue? queue))
        {
            queue.Add(queue.KnowsComputerAsOwn ? datagram.Between(AsOwn(datagram.Source), datagram.Destination) : datagram);
        }
        else if (datagram.Destination.IsLoopback || datagram.Destination.Address == Address)
        {
            simulation.Network.Send(this, new UnreachablePacket(simulation.Network.NextNumber(), datagram.Destination with { Port = 0 }, datagram.Source with { Port = 0 }, datagram));
        }
    }

    private void Hear(SegmentPacket segment)
    {
        if (connections.TryGetValue((segment.Destination.Port, segment.Source), out TcpConnection? connection)
            || connections.TryGetValue((segment.Destination.Port, AsOwn(segment.Source)), out connection))
        {
            connection.Receive(segment);
        }
        else if (segment.Has(SegmentFlags.Syn) && !segment.Has(SegmentFlags.Ack) && listeners.TryGetValue(segment.Destination.Port, out SimulatedListener? listener))
        {
            if (listener.Ask(segment) is { } asked)
            {
                Add(asked);
                asked.Answer(segment);
            }
        }
        else if (!segment.Has(SegmentFlags.Rst))
        {
            uint end = segment.Sequence + (uint)segment.Payload.Length + (segment.Has(SegmentFlags.Syn) ? 1u : 0) + (segment.Has(SegmentFlags.Fin) ? 1u : 0);
            simulation.Network.Send(this, new SegmentPacket(simulation.Network.NextNumber(), segment.Destination, segment.Source, [])
            {
                Flags = SegmentFlags.Rst | SegmentFlags.Ack,
                Sequence = segment.Acknowledgement,
                Acknowledgement = end,
            });
        }
    }

    /// <summary>The computer's address as boards may know it, too: 127.0.0.1; others as they are.</summary>
    private Endpoint AsOwn(Endpoint endpoint) =>
        simulation.Network.Computer is { } computer && computer != this && endpoint.Address == computer.Address ? endpoint with { Address = Endpoint.Loopback } : endpoint;

    /// <summary>Sends a segment of a connection.</summary>
    public void Send(TcpConnection connection, SegmentFlags flags, uint sequence, uint acknowledgement, int window, byte[] payload) =>
        simulation.Network.Send(this, new SegmentPacket(simulation.Network.NextNumber(), connection.Local, connection.Remote, payload)
        {
            Flags = flags,
            Sequence = sequence,
            Acknowledgement = acknowledgement,
            Window = window,
        });

    /// <summary>Sends a datagram.</summary>
    public void Send(DatagramQueue from, Endpoint remote, ReadOnlySpan<byte> payload)
    {
        from.KnowsComputerAsOwn |= remote.Address == Endpoint.Loopback;
        simulation.Network.Send(this, new DatagramPacket(simulation.Network.NextNumber(), Local(from.Port, remote), remote, payload.ToArray()));
    }

    /// <summary>Asks for a connection.</summary>
    public TcpConnection Connect(int port, Endpoint remote)
    {
        TcpConnection connection = new(this, Local(port == 0 ? FreePort(taken => connections.Keys.Any(key => key.Port == taken)) : port, remote), remote, null);
        Add(connection);
        connection.Open();
        return connection;
    }

    /// <summary>Starts to listen.</summary>
    public SimulatedListener Listen(int port, int backlog)
    {
        SimulatedListener listener = new(this, ReserveListening(port), backlog);
        listeners.Add(listener.Port, listener);
        return listener;
    }

    /// <summary>The port at which a listener may stand; 0 takes any free one.</summary>
    /// <exception cref="SocketFailure">It is in use.</exception>
    public int ReserveListening(int port) => listeners.ContainsKey(port) ? throw InUse(port) : port == 0 ? FreePort(listeners.ContainsKey) : port;

    /// <summary>Takes datagrams in at a port; 0 takes any free one.</summary>
    /// <exception cref="SocketFailure">It is in use.</exception>
    public DatagramQueue OpenDatagrams(int port, int capacity)
    {
        DatagramQueue queue = new(datagrams.ContainsKey(port) ? throw InUse(port) : port == 0 ? FreePort(datagrams.ContainsKey) : port, capacity);
        datagrams.Add(queue.Port, queue);
        return queue;
    }

    /// <summary>Takes none in any more.</summary>
    public void Remove(DatagramQueue queue) => datagrams.Remove(queue.Port);

    /// <summary>Listens no more.</summary>
    public void Remove(SimulatedListener listener) => listeners.Remove(listener.Port);

    /// <summary>A connection is over.</summary>
    public void Remove(TcpConnection connection) => connections.Remove((connection.Local.Port, connection.Remote));

    private static SocketFailure InUse(int port) => SocketFailures.Of(SocketError.AddressAlreadyInUse, $"Port {port} is in use.");

    private void Add(TcpConnection connection) => connections[(connection.Local.Port, connection.Remote)] = connection;

    private Endpoint Local(int port, Endpoint remote) => new(remote.IsLoopback ? Endpoint.Loopback : Address, port);

    private int FreePort(Func<int, bool> isTaken)
    {
        do
        {
            lastPort = lastPort == LastPort ? FirstFreePort : lastPort + 1;
        }
        while (isTaken(lastPort));
        return lastPort;
    }
}
