using System.Globalization;

namespace Benchmarks.Runner;

/// <summary>What was measured.</summary>
/// <param name="Seconds">The time that one takes.</param>
/// <param name="IsRate">True to tell it as a number per second.</param>
/// <param name="Bytes">What one allocates, or null if that was not measured.</param>
internal sealed record Figure(double Seconds, bool IsRate, double? Bytes)
{
    private const string PerSecond = "per second";
    private const string Microseconds = "us";

    /// <summary>Reads a value and its unit.</summary>
    public static Figure Parse(string text)
    {
        string[] parts = text.Split(' ', 2);
        double value = double.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts[1] == PerSecond ? new Figure(1 / value, true, null) : new Figure(value / 1e6, false, null);
    }

    public override string ToString()
    {
        string value = IsRate ? $"{Round(1 / Seconds)} {PerSecond}" : $"{Round(Seconds * 1e6)} {Microseconds}";
        return Bytes is { } bytes ? $"{value}, {Round(Math.Round(bytes, 1))} bytes each" : value;
    }

    /// <summary>Three digits are more than such a measurement can tell.</summary>
    public static string Round(double value)
    {
        if (value <= 0)
        {
            return "0";
        }

        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        return Convert.ToDecimal(Math.Round(value / unit) * unit).ToString("0.######", CultureInfo.InvariantCulture);
    }
}
