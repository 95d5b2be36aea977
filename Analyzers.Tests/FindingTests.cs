using System.Globalization;
using AsyncCore.Analyzers.Tests.Findings;
using AsyncCore.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncCore.Analyzers.Tests;

/// <summary>Each fault is found where it stands and nothing else is, and is mended where there is one answer.</summary>
public sealed class FindingTests
{
    private static readonly Faulty[] Faulty = [.. Faults.Missing, .. Faults.Blocking, .. Faults.Misuse, .. Faults.Costs];
    private static readonly Faultless[] Faultless = [.. Rights.Missing, .. Rights.Blocking, .. Rights.Misuse, .. Rights.Costs];

    public static TheoryData<string, string> FaultNames() => Names(Faulty.Select(fault => (fault.Code, fault.What)));

    public static TheoryData<string, string> RightNames() => Names(Faultless.Select(right => (right.Code, right.What)));

    public static TheoryData<string, string> MendedNames() => Names(Faulty.Where(fault => fault.Mended != null).Select(fault => (fault.Code, fault.What)));

    [Theory, MemberData(nameof(FaultNames))]
    public void This_is_found(string code, string what)
    {
        Faulty fault = Find(code, what);
        (string source, List<TextSpan> marked) = Unmark(fault.Source);
        DeviceProgram program = new(source);
        Assert.Equal(
            marked.Select(span => $"{code}: {source.Substring(span.Start, span.Length)}"),
            program.Findings.Select(found => $"{found.Id}: {source.Substring(program.SpanOf(found).Start, program.SpanOf(found).Length)}"));
        Assert.All(program.Findings, found => Assert.DoesNotMatch(@"\{\{|\{\d|\}\}", found.GetMessage(CultureInfo.InvariantCulture)));
    }

    /// <summary>What the board lacks the compiler refuses too, with words that help nobody; everything else compiles.</summary>
    [Theory, MemberData(nameof(FaultNames))]
    public void This_stands_beside_the_compilers_own_error_or_compiles(string code, string what)
    {
        DeviceProgram program = new(Unmark(Find(code, what).Source).Source);
        HashSet<int> refused = [.. program.Errors.Select(program.LineOf)];
        HashSet<int> found = [.. program.Findings.Where(finding => finding.Severity == DiagnosticSeverity.Error).Select(program.LineOf)];
        Assert.Subset(refused, found);
        if (found.Count == 0)
        {
            Assert.Empty(refused);
        }
    }

    [Theory, MemberData(nameof(RightNames))]
    public void This_is_right(string code, string what)
    {
        DeviceProgram program = new(Faultless.Single(right => right.Code == code && right.What == what).Source);
        Assert.Empty(program.Errors);
        Assert.Empty(program.Findings.Select(found => found.ToString()));
    }

    [Theory, MemberData(nameof(MendedNames))]
    public void This_is_mended(string code, string what)
    {
        Faulty fault = Find(code, what);
        DeviceProgram program = new(Unmark(fault.Source).Source);
        DeviceProgram? mended = program.Mend(program.Findings[0]);
        Assert.Equal(fault.Mended, mended?.Source);
        Assert.Empty(mended!.Errors);
        Assert.Equal(program.Findings.Length - 1, mended.Findings.Length);
    }

    [Fact]
    public void Where_there_is_more_than_one_answer_no_fix_is_offered()
    {
        foreach (Faulty fault in Faulty.Where(fault => fault.Mended == null))
        {
            DeviceProgram program = new(Unmark(fault.Source).Source);
            Assert.Null(program.Mend(program.Findings[0]));
        }
    }

    [Fact]
    public void Each_rule_has_a_fault_and_a_right_and_each_fix_a_mended_one()
    {
        string[] rules = [.. DeviceProgram.Rules.Select(rule => rule.Id)];
        Assert.Equal(rules, Faulty.Select(fault => fault.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(rules, Faultless.Select(right => right.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(DeviceProgram.Mendable.Order(StringComparer.Ordinal), Faulty.Where(fault => fault.Mended != null).Select(fault => fault.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void In_a_project_for_dotnet_all_rules_are_silent()
    {
        MetadataReference[] dotnet = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];
        DeviceProgram program = new(
            """
            using System.Collections.Generic;
            using System.Threading;
            class Program
            {
                static async void Start(List<int> list, decimal sum)
                {
                    await System.Threading.Tasks.Task.Delay(1);
                    Thread.Sleep(1);
                    object o = list[^1];
                    foreach (int i in list) { o = i; }
                }
            }
            """, dotnet);
        Assert.Empty(program.Errors);
        Assert.Empty(program.Findings);
    }

    private static Faulty Find(string code, string what) => Faulty.Single(fault => fault.Code == code && fault.What == what);

    private static TheoryData<string, string> Names(IEnumerable<(string Code, string What)> names)
    {
        TheoryData<string, string> rows = [];
        foreach ((string code, string what) in names)
        {
            rows.Add(code, what);
        }

        return rows;
    }

    private static (string Source, List<TextSpan> Marked) Unmark(string source)
    {
        List<TextSpan> marked = [];
        for (int start = source.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = source.IndexOf("[|", StringComparison.Ordinal))
        {
            int end = source.IndexOf("|]", StringComparison.Ordinal);
            source = source.Remove(end, 2).Remove(start, 2);
            marked.Add(TextSpan.FromBounds(start, end - 2));
        }

        return (source, marked);
    }
}
