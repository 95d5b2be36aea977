using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A packet on its way through a simulated network.</summary>
/// <param name="number">Counts them.</param>
/// <param name="source">Who sent it.</param>
/// <param name="destination">Whom to.</param>
/// <param name="payload">What it carries.</param>
public abstract class Packet(long number, Endpoint source, Endpoint destination, byte[] payload)
{
    /// <summary>Counts them, over the whole network.</summary>
    public long Number { get; } = number;

    /// <summary>Who sent it.</summary>
    public Endpoint Source { get; } = source;

    /// <summary>Whom to.</summary>
    public Endpoint Destination { get; } = destination;

    /// <summary>What it carries. Not to be changed.</summary>
    public byte[] Payload { get; } = payload;

    /// <summary>How many bytes it has in all, with the heads of IP and what is above.</summary>
    public abstract int Length { get; }

    /// <summary>The same packet between others: a host may know another one by more than one address.</summary>
    internal abstract Packet Between(Endpoint source, Endpoint destination);
}
