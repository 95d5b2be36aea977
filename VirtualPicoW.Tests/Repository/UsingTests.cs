using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace VirtualPicoW.Tests;

/// <summary>Using directives stand as dotnet format sorts them. The other rules of style are held by the release build, which does not look at these.</summary>
public partial class UsingTests
{
    [Fact]
    public void Using_directives_are_sorted_in_every_file()
    {
        string[] folders = Directory.GetDirectories(BuildOutput.Root).Select(folder => Path.GetFileName(folder)).Where(name => name[0] != '.').ToArray();

        Assert.DoesNotContain(BuildOutput.Sources(folders), path => !AreSorted(BuildOutput.TextOf(path)));
    }

    [Theory]
    [InlineData("using System;\nusing System.IO;\nusing AsyncCore;\nusing static System.Math;\nusing Task = AsyncCore.Task;\n", true)]
    [InlineData("using AsyncCore;\nusing System;\n", false)]
    [InlineData("using System.IO;\nusing System;\n", false)]
    [InlineData("using static System.Math;\nusing System;\n", false)]
    [InlineData("using Task = AsyncCore.Task;\nusing System;\n", false)]
    public void Those_of_System_come_first_and_names_for_types_last(string text, bool areSorted) => Assert.Equal(areSorted, AreSorted(text));

    private static bool AreSorted(string text)
    {
        Match[] directives = Directive().Matches(text).ToArray();
        return directives.SequenceEqual(directives
            .OrderBy(directive => directive.Groups["alias"].Success ? 2 : directive.Groups["static"].Success ? 1 : 0)
            .ThenBy(directive => directive.Groups["alias"].Success || $"{directive.Groups["name"].Value}.".StartsWith("System.", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(directive => directive.Groups[directive.Groups["alias"].Success ? "alias" : "name"].Value, StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^using (?<static>static )?((?<alias>\w+) = )?(?<name>[\w.<>]+);$", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
