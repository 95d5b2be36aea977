using System.Text.RegularExpressions;

namespace AsyncCore.Analyzers.Tests.Harness;

/// <summary>An example of docs/diagnostics.md.</summary>
/// <param name="Code">The entry that it stands in.</param>
/// <param name="Source">The source. Lines that end with the code in a comment are wrong.</param>
internal sealed partial record PageExample(string Code, string Source)
{
    /// <summary>The examples of the page, in its order.</summary>
    public static PageExample[] All { get; } = [.. Entry().Matches(Page).Select(entry => (entry.Groups[1].Value, Example: Block().Match(entry.Value)))
        .Where(entry => entry.Example.Success)
        .Select(entry => new PageExample(entry.Value, entry.Example.Groups[1].Value))];

    /// <summary>The page.</summary>
    public static string Page => File.ReadAllText(Paths.Repository("docs/diagnostics.md"));

    /// <summary>The lines that are wrong, from 1.</summary>
    public int[] WrongLines => [.. Source.Split('\n').Index().Where(line => line.Item.EndsWith("// " + Code, StringComparison.Ordinal)).Select(line => line.Index + 1)];

    /// <summary>The example without what is wrong in it.</summary>
    public string Right => string.Join('\n', Source.Split('\n').Where(line => !line.EndsWith(Code, StringComparison.Ordinal)));

    [GeneratedRegex(@"^### (AC\d+)\n(?:(?!^##).*\n)*", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
