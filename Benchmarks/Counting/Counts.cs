using System.Globalization;

namespace Benchmarks.Counting;

/// <summary>What one operation costs an interpreter.</summary>
/// <param name="Opcodes">How many opcodes are executed.</param>
/// <param name="Calls">How many of them call something: a method, a constructor, the runtime.</param>
/// <param name="Objects">How many objects, arrays and boxes are allocated.</param>
public sealed record Counts(double Opcodes, double Calls, double Objects)
{
    /// <summary>What is more in the one than in the other.</summary>
    public static Counts operator -(Counts one, Counts other) => new(one.Opcodes - other.Opcodes, one.Calls - other.Calls, one.Objects - other.Objects);

    /// <summary>The share of one of many.</summary>
    public static Counts operator /(Counts all, double many) => new(all.Opcodes / many, all.Calls / many, all.Objects / many);

    /// <summary>Adds up.</summary>
    public static Counts Sum(IEnumerable<Counts> parts) =>
        parts.Aggregate(new Counts(0, 0, 0), (sum, part) => new Counts(sum.Opcodes + part.Opcodes, sum.Calls + part.Calls, sum.Objects + part.Objects));

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static Counts Parse(string text)
    {
        string[] parts = text.Split(", ");
        return parts.Length == 3
            ? new Counts(Value(parts[0], "opcodes"), Value(parts[1], "calls"), Value(parts[2], "objects"))
            : throw new FormatException($"'{text}' is not of the form '1 opcodes, 2 calls, 3 objects'.");
    }

    /// <summary>One decimal: what grows now and then, such as a table, is spread over all operations and makes the second one random.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Opcodes:0.0} opcodes, {Calls:0.0} calls, {Objects:0.0} objects");

    private static double Value(string text, string unit) =>
        text.EndsWith(" " + unit, StringComparison.Ordinal) && double.TryParse(text[..^(unit.Length + 1)], CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new FormatException($"'{text}' is no number of {unit}.");
}
