using System;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>
/// A program of two ends of a connection, made from a seed: rounds in which both write pieces of all sizes and read what the other one writes, and an ending. What each end sees does
/// not depend on how fast anything is.
/// </summary>
public sealed class TcpProgram
{
    private const int MaxRounds = 4;
    private const int MaxPieces = 8;
    private const int MaxPiece = 6000;
    private const int MaxLast = 300_000;

    public TcpProgram(ulong seed)
    {
        Seed = seed;
        Chance chance = new(seed, "TCP program");
        Ending = (TcpEnding)chance.Below(Enum.GetValues<TcpEnding>().Length);
        ActorIsClient = chance.Comes(0.5);
        BoardIsClient = chance.Comes(0.5);
        Pieces = [Rounds(chance), []];
        Pieces[1] = Pieces[0].Select(_ => Sizes(chance)).ToArray();
        LastLength = chance.Between(1, MaxLast);
        LastRead = chance.Between(1, LastLength);
    }

    /// <summary>What made it.</summary>
    public ulong Seed { get; }

    /// <summary>How it ends.</summary>
    public TcpEnding Ending { get; }

    /// <summary>Whether the client begins the end.</summary>
    public bool ActorIsClient { get; }

    /// <summary>Whether the client is the one with the small windows of a board; else the server is.</summary>
    public bool BoardIsClient { get; }

    /// <summary>The sizes of what is written: by end, the client first, then by round.</summary>
    public int[][][] Pieces { get; }

    /// <summary>How many bytes the other one sends in an ending that has some.</summary>
    public int LastLength { get; }

    /// <summary>How many of them the actor reads before it does what it does.</summary>
    public int LastRead { get; }

    /// <summary>The byte at a place of what an end writes.</summary>
    public byte ByteAt(bool isClients, int place) => (byte)(((place ^ (place >> 7) ^ (place >> 15)) * 167) + (int)Seed + (isClients ? 0 : 85));

    /// <inheritdoc/>
    public override string ToString() => $"seed {Seed}: {Pieces[0].Length} rounds, {Ending} by the {(ActorIsClient ? "client" : "server")}, the board is the {(BoardIsClient ? "client" : "server")}";

    private static int[][] Rounds(Chance chance) => Enumerable.Range(0, chance.Below(MaxRounds + 1)).Select(_ => Sizes(chance)).ToArray();

    // Small ones more often than large ones.
    private static int[] Sizes(Chance chance) => Enumerable.Range(0, chance.Below(MaxPieces)).Select(_ => chance.Between(1, chance.Between(1, MaxPiece))).ToArray();
}
