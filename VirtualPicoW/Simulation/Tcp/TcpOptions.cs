using System;

namespace VirtualPicoW;

/// <summary>What a host's TCP is built with.</summary>
internal sealed record TcpOptions
{
    /// <summary>lwIP as nanoFramework builds it for the Pico W: TCP_WND, TCP_SND_BUF, TCP_MSS, and its timers.</summary>
    public static TcpOptions OfBoard { get; } = new()
    {
        Window = 5920,
        SendBuffer = BoardSocket.SendBuffer,
        SegmentLength = 1480,
        FirstTimeout = TimeSpan.FromSeconds(3),
        AcknowledgeDelay = TimeSpan.FromMilliseconds(250),
        MaxConnectTries = 6,
        MaxTries = 12,
    };

    /// <summary>A computer.</summary>
    public static TcpOptions OfComputer { get; } = new();

    /// <summary>How many bytes may come before the program takes them.</summary>
    public int Window { get; init; } = 65_535;

    /// <summary>How many bytes may be on their way or wait for that.</summary>
    public int SendBuffer { get; init; } = 65_536;

    /// <summary>How many bytes a segment carries at most; the smaller one of both ends counts.</summary>
    public int SegmentLength { get; init; } = 1460;

    /// <summary>How long the first segment waits for an answer.</summary>
    public TimeSpan FirstTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an acknowledgement may wait for a segment to travel with; the second segment is acknowledged at once.</summary>
    public TimeSpan AcknowledgeDelay { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>How often a first segment is sent.</summary>
    public int MaxConnectTries { get; init; } = 6;

    /// <summary>How often any other is.</summary>
    public int MaxTries { get; init; } = 12;
}
