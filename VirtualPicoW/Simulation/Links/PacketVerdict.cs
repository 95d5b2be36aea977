using System;

namespace VirtualPicoW;

/// <summary>What a rule does with a packet.</summary>
public sealed class PacketVerdict
{
    private PacketVerdict()
    {
    }

    /// <summary>The rule has nothing to say about it.</summary>
    public static PacketVerdict Pass { get; } = new();

    /// <summary>Why it is dropped; null if it is not.</summary>
    public string? Reason { get; private init; }

    /// <summary>How much later than otherwise it comes.</summary>
    public TimeSpan Lateness { get; private init; }

    /// <summary>It does not arrive.</summary>
    /// <param name="reason">Why, for traces.</param>
    public static PacketVerdict Drop(string reason = "dropped by a rule") => new() { Reason = reason };

    /// <summary>It comes later.</summary>
    public static PacketVerdict Delay(TimeSpan time) => new() { Lateness = time };
}
