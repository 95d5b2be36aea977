using System;

namespace VirtualPicoW;

/// <summary>Tells what the firmware holds.</summary>
internal sealed class MemoryCommand : BoardCommand
{
    public override string Word => "memory";

    public override string Summary => "what the firmware holds, by type and by task";

    public override BoardAction Parse(string[] arguments)
    {
        RequireNone(arguments);
        return Tell;
    }

    private static void Tell(VirtualBoard board, Action<string> tell)
    {
        foreach (string line in MemoryReport.Lines(board.Memory.Count()))
        {
            tell(line);
        }
    }
}
