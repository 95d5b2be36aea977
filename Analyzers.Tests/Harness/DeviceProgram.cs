using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AsyncCore.Analyzers.Tests.Harness;

/// <summary>A source, compiled for the board as the build would.</summary>
internal sealed class DeviceProgram
{
    private const string Usings =
        "using System; using System.Collections; using System.IO; using System.Net; using System.Net.Sockets; using System.Threading; "
        + "using AsyncCore; using AsyncCore.Net; using static AsyncCore.Asyncio; "
        + "using Lock = AsyncCore.Lock; using Queue = AsyncCore.Queue; using Semaphore = AsyncCore.Semaphore; using Timer = System.Threading.Timer; using Stream = AsyncCore.Net.Stream; ";

    private static readonly MetadataReference[] References = [.. Paths.References.Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. typeof(DeviceAnalyzer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DeviceAnalyzer)) && !type.IsAbstract).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static readonly CodeFixProvider[] Fixes =
        [.. typeof(DeviceCodeFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DeviceCodeFix)) && !type.IsAbstract).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private readonly Document document;
    private readonly string head;

    /// <summary>Takes a whole file, or what stands in a class.</summary>
    /// <param name="source">Members of a class <c>Program</c>, behind the usual usings; a source with usings of its own is a whole file.</param>
    /// <param name="references">What it is compiled against; the board's libraries if nothing is said.</param>
    public DeviceProgram(string source, MetadataReference[]? references = null)
    {
        bool isWhole = source.StartsWith("using ", StringComparison.Ordinal);
        head = isWhole ? string.Empty : Usings + "public static partial class Program {\n";
        document = new AdhocWorkspace()
            .AddProject(ProjectInfo.Create(
                ProjectId.CreateNewId(), VersionStamp.Default, "Test", "Test", LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true),
                parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14),
                metadataReferences: references ?? References))
            .AddDocument("Program.cs", SourceText.From(head + source + (isWhole ? string.Empty : "\n}\n"), Encoding.UTF8), filePath: "Program.cs");
    }

    private DeviceProgram(Document document, string head)
    {
        this.document = document;
        this.head = head;
    }

    /// <summary>All rules there are.</summary>
    public static IEnumerable<DiagnosticDescriptor> Rules => Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The codes that can be mended.</summary>
    public static IEnumerable<string> Mendable => Fixes.SelectMany(fix => fix.FixableDiagnosticIds);

    /// <summary>The source without what was put around it.</summary>
    public string Source
    {
        get
        {
            string text = document.GetTextAsync().Result.ToString();
            return head.Length == 0 ? text : text[head.Length..^"\n}\n".Length];
        }
    }

    /// <summary>What the compiler refuses, be it only when it writes the assembly.</summary>
    public IEnumerable<Diagnostic> Errors => Compilation.Emit(Stream.Null).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error);

    /// <summary>What the analyzers find, in the order of the source.</summary>
    public Diagnostic[] Findings => Compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync().Result
        .OrderBy(found => found.Location.SourceSpan.Start)
        .ToArray();

    /// <summary>The compilation, to be given to other tools.</summary>
    public Compilation Compilation => document.Project.GetCompilationAsync().Result!;

    /// <summary>The line of the source, from 1.</summary>
    public int LineOf(Diagnostic found) => found.Location.GetLineSpan().StartLinePosition.Line + (head.Length == 0 ? 1 : 0);

    /// <summary>Where a finding is, in the source as it was given.</summary>
    public TextSpan SpanOf(Diagnostic found) => new(found.Location.SourceSpan.Start - head.Length, found.Location.SourceSpan.Length);

    /// <summary>Applies the fix that is offered.</summary>
    /// <returns>The mended program; null if no fix is offered.</returns>
    public DeviceProgram? Mend(Diagnostic found)
    {
        List<CodeAction> offered = [];
        foreach (CodeFixProvider fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(found.Id)))
        {
            fix.RegisterCodeFixesAsync(new CodeFixContext(document, found, (action, _) => offered.Add(action), default)).Wait();
        }

        if (offered.Count == 0)
        {
            return null;
        }

        ApplyChangesOperation change = Assert.Single(Assert.Single(offered).GetOperationsAsync(default).Result.OfType<ApplyChangesOperation>());
        return new DeviceProgram(change.ChangedSolution.GetDocument(document.Id)!, head);
    }
}
