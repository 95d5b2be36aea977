using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace VirtualPicoW.Tests;

/// <summary>The numbers in the names of tests lead to docs/semantics.md, and each statement there has a test or a reason why not.</summary>
public partial class StatementTests
{
    [Fact]
    public void Every_statement_that_a_test_names_stands_in_the_page()
    {
        Assert.Empty(Tested().Except(Stated()));
    }

    [Fact]
    public void Every_statement_has_a_test_of_its_number_or_a_reason_why_not()
    {
        Assert.Empty(Stated().Except(Tested()).Except(Excused()));
    }

    private static IEnumerable<string> Stated() => Statement().Matches(BuildOutput.TextOf("docs/semantics.md")).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>The table at the end of the page about asyncio's names.</summary>
    private static IEnumerable<string> Excused() => Excuse().Matches(BuildOutput.TextOf("docs/asyncio.md")).Select(match => match.Groups[1].Value);

    /// <summary>S4_10_a_finished... and S9_10_to_S9_12... are names; their dots are underscores.</summary>
    private static IEnumerable<string> Tested() => BuildOutput.Sources("UnitTests", "Net.SocketTests", "VirtualPicoW.Tests", "Weaver.Tests", "Net.Testing")
        .SelectMany(path => TestNumber().Matches(BuildOutput.TextOf(path)))
        .Select(match => $"S{match.Groups[1].Value}.{match.Groups[2].Value}")
        .Distinct();

    [GeneratedRegex(@"^- \*\*(S\d+\.\d+)\*\* ", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\| (S\d+\.\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Excuse();

    [GeneratedRegex(@"\bS(\d+)_(\d+)(?=_)")]
    private static partial Regex TestNumber();
}
