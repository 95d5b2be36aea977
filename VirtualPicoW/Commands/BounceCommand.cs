using System;
using System.Globalization;

namespace VirtualPicoW;

/// <summary>Presses a button whose contacts bounce, as those of real ones do.</summary>
internal sealed class BounceCommand : PinCommand
{
    private const int MaxSeconds = 1_000_000;
    private const int MaxBounces = 6;

    private static readonly TimeSpan LongestBounce = TimeSpan.FromMilliseconds(1);

    public override string Word => "bounce";

    public override string Usage => "bounce PIN [SECONDS]";

    public override string Summary => "press a button between a pin and ground whose contacts bounce for some milliseconds; the seed decides how often";

    public override BoardAction Parse(string[] arguments)
    {
        int number = ParsePin(arguments);
        TimeSpan time = PressCommand.UsualTime;
        if (arguments.Length > 1)
        {
            time = arguments.Length == 2 && double.TryParse(arguments[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= MaxSeconds
                ? TimeSpan.FromSeconds(seconds)
                : throw Misused(arguments);
        }

        return (board, _) => Press(board, board.Pins[number], time);
    }

    private static void Press(VirtualBoard board, Pin pin, TimeSpan time)
    {
        Chance chance = board.World.ButtonChance;
        pin.Drive(false);
        Bounce(board, chance, pin.Release, () => pin.Drive(false));
        board.After(time, () =>
        {
            pin.Release();
            Bounce(board, chance, () => pin.Drive(false), pin.Release);
        });
    }

    /// <summary>The contact goes back and forth, and ends as it began.</summary>
    private static void Bounce(VirtualBoard board, Chance chance, Action back, Action forth)
    {
        TimeSpan time = TimeSpan.Zero;
        for (int left = chance.Between(1, MaxBounces); left > 0; left--)
        {
            time += chance.Between(LongestBounce / 10, LongestBounce);
            board.After(time, back);
            time += chance.Between(LongestBounce / 10, LongestBounce);
            board.After(time, forth);
        }
    }
}
