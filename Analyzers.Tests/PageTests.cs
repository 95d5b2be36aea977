using System.Text.RegularExpressions;
using AsyncCore.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Weaver;

namespace AsyncCore.Analyzers.Tests;

/// <summary>docs/diagnostics.md has an entry for every number, and its examples are what the tools say they are.</summary>
public sealed partial class PageTests
{
    private static readonly string[] Rooms = ["Weaver", "build", "Analyzers"];

    public static TheoryData<string> Examples => [.. PageExample.All.Select(example => example.Code)];

    [Fact]
    public void Every_number_that_a_tool_uses_has_an_entry_and_every_entry_a_tool()
    {
        IEnumerable<string> used = Rooms.SelectMany(room => Directory.EnumerateFiles(Paths.Repository(room), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".targets" && !file.Replace('\\', '/').Contains("/obj/"))
            .SelectMany(file => Number().Matches(File.ReadAllText(file)))
            .Select(number => number.Value);
        Assert.Equal(used.Distinct().Order(StringComparer.Ordinal), EntryNumber().Matches(PageExample.Page).SelectMany(line => Number().Matches(line.Value)).Select(number => number.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_rule_leads_to_its_entry()
    {
        Assert.All(DeviceProgram.Rules, rule => Assert.EndsWith("docs/diagnostics.md#" + rule.Id.ToLowerInvariant(), rule.HelpLinkUri));
    }

    [Theory, MemberData(nameof(Examples))]
    public void The_lines_that_the_page_calls_wrong_are_found_wrong(string code)
    {
        PageExample example = PageExample.All.Single(example => example.Code == code);
        Assert.NotEmpty(example.WrongLines);
        Assert.Equal(example.WrongLines.Select(line => $"{line}: {code}"), Found(example.Source));
    }

    [Theory, MemberData(nameof(Examples))]
    public void Without_them_the_example_is_right(string code)
    {
        PageExample example = PageExample.All.Single(example => example.Code == code);
        Assert.Empty(new DeviceProgram(example.Right).Errors);
        Assert.Empty(Found(example.Right));
    }

    /// <summary>What the analyzers find, or, if that is nothing, what the weaver refuses.</summary>
    private static string[] Found(string source)
    {
        DeviceProgram program = new(source);
        string[] found = [.. program.Findings.Select(finding => $"{program.LineOf(finding)}: {finding.Id}").Distinct()];
        return found.Length > 0 ? found : [.. Refused(program.Compilation)];
    }

    private static IEnumerable<string> Refused(Compilation compilation)
    {
        string folder = Directory.CreateTempSubdirectory("diagnostics").FullName;
        try
        {
            string path = Path.Combine(folder, "Test.dll");
            IEnumerable<EmbeddedText> sources = compilation.SyntaxTrees.Select(tree => EmbeddedText.FromSource(tree.FilePath, tree.GetText()));
            using (FileStream assembly = File.Create(path))
            using (FileStream symbols = File.Create(Path.ChangeExtension(path, ".pdb")))
            {
                EmitResult result = compilation.Emit(
                    assembly, symbols, options: new EmitOptions().WithDebugInformationFormat(DebugInformationFormat.PortablePdb), embeddedTexts: sources);
                Assert.True(result.Success, string.Join('\n', result.Diagnostics));
            }

            return AssemblyWeaver.Weave(path, Path.Combine(folder, "woven", "Test.dll"), Paths.References).Select(refusal => $"{refusal.Line - 1}: {refusal.Code}").Distinct().ToArray();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"\bAC\d{4}\b")]
    private static partial Regex Number();

    /// <summary>A heading, or the first field of a row.</summary>
    [GeneratedRegex(@"^(### AC\d{4}$|\| AC\d{4}[^|]*\|)", RegexOptions.Multiline)]
    private static partial Regex EntryNumber();
}
