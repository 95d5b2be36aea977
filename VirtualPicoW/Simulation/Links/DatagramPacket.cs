using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A datagram of UDP.</summary>
/// <inheritdoc cref="Packet(long, Endpoint, Endpoint, byte[])"/>
public sealed class DatagramPacket(long number, Endpoint source, Endpoint destination, byte[] payload) : Packet(number, source, destination, payload)
{
    private const int Heads = 28;

    /// <inheritdoc/>
    public override int Length => Heads + Payload.Length;

    /// <inheritdoc/>
    public override string ToString() => $"UDP {Source} > {Destination}, {Payload.Length} bytes";

    /// <inheritdoc/>
    internal override DatagramPacket Between(Endpoint source, Endpoint destination) => new(Number, source, destination, Payload);
}
