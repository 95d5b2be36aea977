using System;
using System.Globalization;

namespace VirtualPicoW;

/// <summary>Lets the board's wall clock jump, or go wrong.</summary>
internal sealed class ClockCommand : BoardCommand
{
    private const double MaxSeconds = 1e9;
    private const double MaxDrift = 100_000;

    public override string Word => "clock";

    public override string Usage => "clock SECONDS|drift PPM";

    public override string Summary => "let the date jump ahead, or back if there is a minus, or drift from now on by so many millionths; how long things take is not touched by that";

    public override BoardAction Parse(string[] arguments) => arguments switch
    {
        ["drift", string text] when TryParse(text, MaxDrift, out double drift) => (board, tell) => Drift(board.Calendar, drift, tell),
        [string text] when TryParse(text, MaxSeconds, out double seconds) => (board, tell) => Jump(board.Calendar, TimeSpan.FromSeconds(seconds), tell),
        _ => throw Misused(arguments),
    };

    private static void Drift(Calendar calendar, double millionths, Action<string> tell)
    {
        calendar.SetDrift(millionths);
        tell(string.Create(CultureInfo.InvariantCulture, $"the date drifts by {millionths} ppm from now on"));
    }

    private static void Jump(Calendar calendar, TimeSpan ahead, Action<string> tell)
    {
        calendar.Jump(ahead);
        tell(string.Create(CultureInfo.InvariantCulture, $"it is {calendar.Now:yyyy-MM-dd HH:mm:ss} now"));
    }

    private static bool TryParse(string text, double max, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= max;
}
