using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Missing;

/// <summary>AC1002: .NET's tasks, whose work AsyncCore's do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Missing = Rule.Missing(
        "AC1002", ".NET's Task does not exist on the board", "nanoFramework has no '{0}'. {1}");

    /// <summary>What takes the place of a static member of Task with the same arguments.</summary>
    internal static readonly ImmutableDictionary<string, string> Replacements = ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["Delay"] = "SleepMs",
        ["WhenAll"] = "Gather",
        ["WhenAny"] = "WaitAny",
    });

    private static readonly Dictionary<string, string> Namespaces = new()
    {
        ["System.Threading.Tasks"] = "Write using AsyncCore; and using static AsyncCore.Asyncio; which have SleepMs, CreateTask, Gather and the rest.",
        ["System.Threading.Channels"] = "Use AsyncCore's Queue.",
    };

    private static readonly Dictionary<string, string> Members = new()
    {
        ["Delay"] = "Use SleepMs.",
        ["WhenAll"] = "Use Gather.",
        ["WhenAny"] = "Use WaitAny.",
        ["Run"] = "Use CreateTask, with the call of an async method; for a call that blocks, ToThread.",
        ["Yield"] = "Use SleepMs(0).",
        ["FromResult"] = "Write an async method that returns the value.",
        ["FromException"] = "Write an async method that throws.",
        ["CompletedTask"] = "Write an async method that ends at once.",
        ["WaitAll"] = "Await Gather.",
        ["Factory"] = "Use CreateTask.",
    };

    private static readonly Dictionary<string, string> Types = new()
    {
        ["ValueTask"] = "Return Coroutine or Coroutine<T>.",
        ["TaskCompletionSource"] = "Use AsyncCore's Event, or Message if a value goes along.",
        ["SemaphoreSlim"] = "Use AsyncCore's Semaphore.",
        ["IAsyncDisposable"] = "It needs no interface: write a method Coroutine DisposeAsync().",
        ["Parallel"] = "Use Gather.",
        ["Channel"] = "Use AsyncCore's Queue.",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Missing];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterSyntaxNodeAction(CheckUsing, SyntaxKind.UsingDirective);
        context.RegisterSyntaxNodeAction(CheckName, SyntaxKind.IdentifierName, SyntaxKind.GenericName);
    }

    private static void CheckUsing(SyntaxNodeAnalysisContext context)
    {
        if (((UsingDirectiveSyntax)context.Node).Name is { } name && Namespaces.TryGetValue(name.ToString(), out string instead)
            && Unresolved.Is(name, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Missing, name.GetLocation(), name, instead));
        }
    }

    private static void CheckName(SyntaxNodeAnalysisContext context)
    {
        SimpleNameSyntax name = (SimpleNameSyntax)context.Node;
        string text = name.Identifier.ValueText;
        ExpressionSyntax? owner = Unresolved.OwnerOf(name);
        bool isMember = Members.TryGetValue(text, out string? instead) && owner is IdentifierNameSyntax { Identifier.ValueText: "Task" };
        if (!isMember && (owner != null && owner is not (IdentifierNameSyntax or MemberAccessExpressionSyntax) || !Types.TryGetValue(text, out instead)))
        {
            return;
        }

        if (Unresolved.Is(name, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Missing, name.GetLocation(), isMember ? "Task." + text : text, instead));
        }
    }
}
