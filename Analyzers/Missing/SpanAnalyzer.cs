using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Missing;

/// <summary>AC1005: spans, memory and stackalloc.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpanAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Missing = Rule.Missing(
        "AC1005", "Spans and stackalloc do not exist on the board", "nanoFramework has no '{0}'. Pass a byte[], an offset and a count, and keep the array for the next time.");

    private static readonly HashSet<string> Types = ["Span", "ReadOnlySpan", "Memory", "ReadOnlyMemory", "ArrayPool", "ArraySegment"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Missing];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterSyntaxNodeAction(CheckName, SyntaxKind.GenericName);
        context.RegisterSyntaxNodeAction(
            node => node.ReportDiagnostic(Diagnostic.Create(Missing, node.Node.GetFirstToken().GetLocation(), "stackalloc")),
            SyntaxKind.StackAllocArrayCreationExpression, SyntaxKind.ImplicitStackAllocArrayCreationExpression);
    }

    private static void CheckName(SyntaxNodeAnalysisContext context)
    {
        if (Types.Contains(((GenericNameSyntax)context.Node).Identifier.ValueText) && Unresolved.Is(context.Node, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Missing, context.Node.GetLocation(), context.Node));
        }
    }
}
