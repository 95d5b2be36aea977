using System;
using System.Globalization;

namespace VirtualPicoW;

/// <summary>Presses a button that connects a pin to ground.</summary>
internal sealed class PressCommand : PinCommand
{
    /// <summary>How long a button is pressed unless told otherwise.</summary>
    public static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(0.1);

    private const int MaxSeconds = 1_000_000;

    public override string Word => "press";

    public override string Usage => "press PIN [SECONDS]";

    public override string Summary => "press a button between a pin and ground, for 0.1 s if you do not say how long";

    public override BoardAction Parse(string[] arguments)
    {
        int number = ParsePin(arguments);
        if (arguments.Length > 2)
        {
            throw Misused(arguments);
        }

        TimeSpan time = UsualTime;
        if (arguments.Length == 2)
        {
            time = double.TryParse(arguments[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= MaxSeconds
                ? TimeSpan.FromSeconds(seconds)
                : throw Misused(arguments);
        }

        return (board, _) => Press(board, board.Pins[number], time);
    }

    private static void Press(VirtualBoard board, Pin pin, TimeSpan time)
    {
        pin.Drive(false);
        board.After(time, pin.Release);
    }
}
