using VirtualPicoW.Hardware;

namespace System.Net;

/// <summary>The board that this copy of the assembly belongs to.</summary>
internal static class NetworkOfBoard
{
    private static readonly IBoard Board = Boards.Of(typeof(NetworkOfBoard));

    public static INetwork Sockets => Board.Network;

    public static ITls Tls => Board.Tls;

    public static IFlash Flash => Board.Flash;

    public static IRadio Radio => Board.Radio;
}
