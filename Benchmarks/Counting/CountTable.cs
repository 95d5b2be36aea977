namespace Benchmarks.Counting;

/// <summary>What each benchmark is expected to cost, in a file that is kept with the code: lines of the form <c>name: counts</c>.</summary>
public sealed class CountTable
{
    /// <summary>How much of what is expected may be missing or too much, in percent.</summary>
    public const int TolerancePercent = 5;

    /// <summary>What the table is renewed with.</summary>
    public const string UpdateCommand = "dotnet run -c Release --project Benchmarks -- count update";

    private readonly Dictionary<string, Counts> expected;

    private CountTable(Dictionary<string, Counts> expected) => this.expected = expected;

    /// <summary>Reads a table.</summary>
    public static CountTable Parse(string text) => new(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(": ", 2))
        .ToDictionary(parts => parts[0], parts => Counts.Parse(parts[1])));

    /// <summary>Writes one.</summary>
    public static string Format(IEnumerable<(string Name, Counts Counts)> counted) => string.Concat(counted.Select(each => $"{each.Name}: {each.Counts}\n"));

    /// <summary>Says what is not as expected.</summary>
    /// <param name="name">A benchmark's name.</param>
    /// <param name="counts">What it costs.</param>
    /// <returns>What is wrong and what to do, or null if all is well.</returns>
    public string? Complaint(string name, Counts counts)
    {
        if (!expected.TryGetValue(name, out Counts? all))
        {
            return $"{name} is not in the table: {UpdateCommand}";
        }

        (string Kind, double Now, double Then)[] kinds = [("opcodes", counts.Opcodes, all.Opcodes), ("calls", counts.Calls, all.Calls), ("objects", counts.Objects, all.Objects)];
        string[] grown = kinds.Where(kind => kind.Now > Most(kind.Then)).Select(kind => kind.Kind).ToArray();
        if (grown.Length > 0)
        {
            return $"{name} costs more {string.Join(" and ", grown)} than before: {counts}; expected: {all}. If that is worth it, renew the table: {UpdateCommand}";
        }

        return kinds.Any(kind => kind.Then > Most(kind.Now))
            ? $"{name} costs less than before: {counts}; expected: {all}. Keep what was gained by renewing the table: {UpdateCommand}"
            : null;
    }

    /// <summary>What is as good as so many. Little things, such as a table that grows, are in the last digit.</summary>
    private static double Most(double count) => (count * (100 + TolerancePercent) / 100) + 0.05;
}
