using System;

namespace VirtualPicoW;

/// <summary>Tells the sockets in use.</summary>
internal sealed class SocketsCommand : BoardCommand
{
    public override string Word => "sockets";

    public override string Summary => "the sockets in use, and with whom";

    public override BoardAction Parse(string[] arguments)
    {
        RequireNone(arguments);
        return Tell;
    }

    private static void Tell(VirtualBoard board, Action<string> tell)
    {
        tell($"{board.Sockets.Count} of {board.Sockets.Limit} are in use");
        foreach (string socket in board.Sockets.Open)
        {
            tell(socket);
        }
    }
}
