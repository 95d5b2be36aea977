using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A segment of TCP.</summary>
/// <inheritdoc cref="Packet(long, Endpoint, Endpoint, byte[])"/>
public sealed class SegmentPacket(long number, Endpoint source, Endpoint destination, byte[] payload) : Packet(number, source, destination, payload)
{
    private const int Heads = 40;

    /// <summary>What it says besides carrying bytes.</summary>
    public SegmentFlags Flags { get; init; }

    /// <summary>The number of its first byte.</summary>
    public uint Sequence { get; init; }

    /// <summary>The number of the byte that is expected next.</summary>
    public uint Acknowledgement { get; init; }

    /// <summary>How many bytes the sender has room for.</summary>
    public int Window { get; init; }

    /// <inheritdoc/>
    public override int Length => Heads + Payload.Length;

    /// <summary>Whether it has a flag.</summary>
    public bool Has(SegmentFlags flag) => (Flags & flag) != 0;

    /// <inheritdoc/>
    public override string ToString() => $"TCP {Source} > {Destination} {Flags}, seq {Sequence}, ack {Acknowledgement}, window {Window}, {Payload.Length} bytes";

    /// <inheritdoc/>
    internal override SegmentPacket Between(Endpoint source, Endpoint destination) =>
        new(Number, source, destination, Payload) { Flags = Flags, Sequence = Sequence, Acknowledgement = Acknowledgement, Window = Window };
}
