using System;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A peer's socket for datagrams.</summary>
public sealed class PeerDatagrams : IDisposable
{
    private readonly SimulatedHost host;
    private readonly DatagramQueue queue;
    private readonly Signal change = new();

    internal PeerDatagrams(SimulatedHost host, DatagramQueue queue)
    {
        this.host = host;
        this.queue = queue;
        queue.Changed += change.Set;
    }

    /// <summary>Where it listens.</summary>
    public int Port => queue.Port;

    /// <summary>Waits for the next datagram.</summary>
    public async Task<(byte[] Bytes, Endpoint Sender)> Receive()
    {
        await change.Until(() => queue.Count > 0);
        Packet packet = queue.Take();
        return (packet.Payload, packet.Source);
    }

    /// <summary>Sends one.</summary>
    public void Send(ReadOnlySpan<byte> bytes, Endpoint receiver) => host.Send(queue, receiver, bytes);

    /// <summary>Sends one.</summary>
    public void Send(ReadOnlySpan<byte> bytes, string address, int port) => Send(bytes, new Endpoint(Simulation.AddressOf(address), port));

    /// <summary>Closes it.</summary>
    public void Dispose() => host.Remove(queue);
}
