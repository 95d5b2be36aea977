using System;
using System.Collections.Generic;

namespace VirtualPicoW;

/// <summary>What a link does to the packets that pass it, in each direction.</summary>
public sealed record LinkProfile
{
    private const int EthernetBytesPerSecond = 12_500_000;
    private const int UsualQueueBytes = 65_536;

    /// <summary>Nothing is lost, and next to no time passes.</summary>
    public static LinkProfile Perfect { get; } = new();

    /// <summary>A WiFi that few share, in the same room.</summary>
    public static LinkProfile HomeWifi { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(2),
        Jitter = TimeSpan.FromMilliseconds(4),
        BytesPerSecond = 1_500_000,
        Loss = 0.001,
    };

    /// <summary>A WiFi that many share: late, lossy, in bursts.</summary>
    public static LinkProfile CrowdedWifi { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(4),
        Jitter = TimeSpan.FromMilliseconds(40),
        BytesPerSecond = 250_000,
        QueueBytes = 32_768,
        Loss = 0.01,
        BurstBegins = 0.005,
        BurstEnds = 0.2,
        BurstLoss = 0.6,
        Duplicates = 0.001,
        Reorders = 0.005,
    };

    /// <summary>A WiFi that is barely heard.</summary>
    public static LinkProfile EdgeOfRange { get; } = new()
    {
        Latency = TimeSpan.FromMilliseconds(10),
        Jitter = TimeSpan.FromMilliseconds(120),
        BytesPerSecond = 60_000,
        QueueBytes = 16_384,
        Loss = 0.06,
        BurstBegins = 0.02,
        BurstEnds = 0.1,
        BurstLoss = 0.8,
        Duplicates = 0.005,
        Reorders = 0.01,
    };

    /// <summary>Those with a name, as the command line knows them.</summary>
    public static IReadOnlyDictionary<string, LinkProfile> Presets { get; } = new Dictionary<string, LinkProfile>
    {
        ["perfect"] = Perfect,
        ["home-wifi"] = HomeWifi,
        ["crowded-wifi"] = CrowdedWifi,
        ["edge-of-range"] = EdgeOfRange,
    };

    /// <summary>How long a packet takes at least.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromTicks(1000);

    /// <summary>How much longer it takes at most; mostly it is less than half of that.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>How many bytes pass in a second.</summary>
    public int BytesPerSecond { get; init; } = EthernetBytesPerSecond;

    /// <summary>How many bytes may wait to pass; what comes then is lost.</summary>
    public int QueueBytes { get; init; } = UsualQueueBytes;

    /// <summary>Which part of all packets is lost, from 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>How probable it is with each packet that a burst of losses begins.</summary>
    public double BurstBegins { get; init; }

    /// <summary>How probable it is with each packet that it ends. It is over as well when nothing has passed for a second.</summary>
    public double BurstEnds { get; init; } = 1;

    /// <summary>Which part of the packets is lost in a burst.</summary>
    public double BurstLoss { get; init; }

    /// <summary>Which part of all packets comes twice.</summary>
    public double Duplicates { get; init; }

    /// <summary>Which part of all packets may be overtaken by others.</summary>
    public double Reorders { get; init; }
}
