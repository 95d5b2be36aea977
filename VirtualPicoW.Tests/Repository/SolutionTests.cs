using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace VirtualPicoW.Tests;

/// <summary>
/// The solution holds every project, in both configurations. One that is missing is built as Debug whatever was asked for, beside references that are
/// not, and fails where nothing was built before.
/// </summary>
public partial class SolutionTests
{
    private static readonly string Solution = BuildOutput.TextOf("nf.sln");

    [Fact]
    public void The_solution_names_every_project_of_the_tree_and_no_other()
    {
        Assert.Equal(BuildOutput.Projects(), Projects().Keys.Order(System.StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Debug")]
    [InlineData("Release")]
    public void Every_project_is_built_in_each_configuration(string configuration)
    {
        Assert.DoesNotContain(
            Projects(),
            project => !Solution.Contains($"{project.Value}.{configuration}|Any CPU.ActiveCfg = {configuration}|Any CPU\n")
                || !Solution.Contains($"{project.Value}.{configuration}|Any CPU.Build.0 = {configuration}|Any CPU\n"));
    }

    /// <summary>The projects' files and what the solution calls them.</summary>
    private static Dictionary<string, string> Projects() => ProjectLine().Matches(Solution)
        .ToDictionary(match => match.Groups[1].Value.Replace('\\', '/'), match => match.Groups[2].Value);

    [GeneratedRegex("""^Project\(.*"([^"]+\.csproj)", "([^"]+)"$""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
