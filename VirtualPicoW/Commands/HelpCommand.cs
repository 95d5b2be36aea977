using System;
using System.Linq;

namespace VirtualPicoW;

/// <summary>Lists the commands.</summary>
internal sealed class HelpCommand : BoardCommand
{
    public override string Word => "help";

    public override string Summary => "this list";

    public override BoardAction Parse(string[] arguments)
    {
        RequireNone(arguments);
        return Tell;
    }

    private static void Tell(VirtualBoard board, Action<string> tell)
    {
        int width = BoardCommands.All.Max(command => command.Usage.Length);
        foreach (BoardCommand command in BoardCommands.All)
        {
            tell($"{command.Usage.PadRight(width)} {command.Summary}");
        }
    }
}
