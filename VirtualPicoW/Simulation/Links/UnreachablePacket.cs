using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Word of ICMP for who has sent a datagram: nobody takes any at that port.</summary>
/// <param name="number">Counts them.</param>
/// <param name="source">Who says so; without a port.</param>
/// <param name="destination">Whom to; without a port.</param>
/// <param name="about">The datagram.</param>
public sealed class UnreachablePacket(long number, Endpoint source, Endpoint destination, DatagramPacket about) : Packet(number, source, destination, [])
{
    private const int Heads = 56;

    /// <summary>The datagram that nobody took.</summary>
    public DatagramPacket About { get; } = about;

    /// <inheritdoc/>
    public override int Length => Heads;

    /// <inheritdoc/>
    public override string ToString() => $"ICMP {Source.AddressText} > {Destination.AddressText}, nobody takes datagrams at port {About.Destination.Port}";

    /// <inheritdoc/>
    internal override UnreachablePacket Between(Endpoint source, Endpoint destination) => new(Number, source, destination, About);
}
