using System;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>TestBoards for tests: nobody waits for WiFi.</summary>
internal static class TestBoards
{
    /// <summary>Longer than anything here takes, so that only a failure waits that long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static VirtualBoard New(AccessPoint? accessPoint = null, int sockets = BoardOptions.SocketsOfPicoW) => new(new BoardOptions
    {
        AccessPoint = accessPoint ?? new AccessPoint(),
        JoinTime = TimeSpan.Zero,
        SocketLimit = sockets,
    });

    /// <summary>A board that has joined the usual network.</summary>
    public static VirtualBoard Joined(int sockets = BoardOptions.SocketsOfPicoW)
    {
        VirtualBoard board = New(sockets: sockets);
        Assert.Equal(JoinResult.Joined, board.Inside().Radio.Join(AccessPoint.DefaultSsid, AccessPoint.DefaultPassword));
        return board;
    }

    /// <summary>The board as its firmware sees it.</summary>
    public static IBoard Inside(this VirtualBoard board) => board;
}
