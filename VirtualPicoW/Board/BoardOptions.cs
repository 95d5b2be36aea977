using System;
using System.Collections.Generic;
using System.IO;

namespace VirtualPicoW;

/// <summary>What a virtual board is made of and where it stands.</summary>
public sealed record BoardOptions
{
    /// <summary>A Pico W has four sockets in all: lwIP is built with MEMP_NUM_NETCONN 4 for it.</summary>
    public const int SocketsOfPicoW = 4;

    /// <summary>The managed heap of nanoFramework's build for the Pico W, PICO_RP2040_W, by its linker map.</summary>
    public const int MemoryOfPicoW = 153_088;

    /// <summary>How long a board takes to join a network unless told otherwise.</summary>
    internal static readonly TimeSpan UsualJoinTime = TimeSpan.FromMilliseconds(600);

    /// <summary>The world around the board: its time and its network.</summary>
    public World World { get; init; } = new HostWorld();

    /// <summary>The access point in reach, or null if there is none.</summary>
    public AccessPoint? AccessPoint { get; init; } = new();

    /// <summary>Other access points in reach. Of those with the same name the board joins the one with the strongest signal.</summary>
    public IReadOnlyList<AccessPoint> OtherAccessPoints { get; init; } = [];

    /// <summary>How many sockets the board has, listeners and datagram sockets included.</summary>
    public int SocketLimit { get; init; } = SocketsOfPicoW;

    /// <summary>How large the managed heap is, in bytes.</summary>
    public int MemoryBytes { get; init; } = MemoryOfPicoW;

    /// <summary>How long it takes to join a network, or to be refused.</summary>
    public TimeSpan JoinTime { get; init; } = UsualJoinTime;

    /// <summary>Where the log is written as it grows, or null if nowhere.</summary>
    public TextWriter? Output { get; init; }

    /// <summary>Leaves the edges of the pins out of the log.</summary>
    public bool QuietPins { get; init; }
}
