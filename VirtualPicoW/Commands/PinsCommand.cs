using System;

namespace VirtualPicoW;

/// <summary>Tells the pins in use.</summary>
internal sealed class PinsCommand : BoardCommand
{
    public override string Word => "pins";

    public override string Summary => "the pins in use: mode, level, and what drives them from outside";

    public override BoardAction Parse(string[] arguments)
    {
        RequireNone(arguments);
        return Tell;
    }

    private static void Tell(VirtualBoard board, Action<string> tell)
    {
        System.Collections.Generic.IReadOnlyList<Pin> used = board.Pins.Used;
        if (used.Count == 0)
        {
            tell("no pin is in use");
        }

        foreach (Pin pin in used)
        {
            tell(pin.ToString());
        }
    }
}
