using System;
using System.Globalization;

namespace VirtualPicoW;

/// <summary>Lets time pass faster, or as fast as told.</summary>
internal sealed class FasterCommand : PaceCommand
{
    private const double MaxFactor = 1_000_000;

    public override string Word => "faster";

    public override string Usage => "faster [X]";

    public override string Summary => "twice as fast, or X seconds in one of the computer's; 0 is as fast as it can (simulated world)";

    public override BoardAction Parse(string[] arguments) => arguments switch
    {
        [] => Set(Change),
        [string text] when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double factor) && factor <= MaxFactor => Set(pace => Change(pace, factor)),
        _ => throw Misused(arguments),
    };

    /// <summary>So many simulated seconds in one; 0 is as fast as it can.</summary>
    public static string Change(Pace pace, double factor)
    {
        pace.Factor = factor;
        return factor > 0 ? FormattableString.Invariant($"{factor:0.####} s in one of the computer's") : "as fast as it can";
    }

    protected override string Change(Pace pace) => Change(pace, Math.Min(2 * pace.Factor, MaxFactor));
}
