using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Missing;

/// <summary>AC1008 records, AC1009 ranges, AC1010 iterators: syntax that needs types of the library.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Record = Rule.Missing(
        "AC1008", "Records do not exist on the board", "nanoFramework lacks what a record is made of, generics among it. Write '{0}' as a class with a constructor.");

    internal static readonly DiagnosticDescriptor Range = Rule.Missing(
        "AC1009", "Ranges do not exist on the board", "nanoFramework has no ranges, so there is no '{0}'. {1}");

    internal static readonly DiagnosticDescriptor Iterator = Rule.Missing(
        "AC1010", "Iterators do not exist on the board", "nanoFramework lacks what 'yield' is made of. Fill an array or ArrayList and return it, or write an IEnumerator; for values over time, put them into AsyncCore's Queue.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Record, Range, Iterator];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterSyntaxNodeAction(
            node =>
            {
                RecordDeclarationSyntax record = (RecordDeclarationSyntax)node.Node;
                node.ReportDiagnostic(Diagnostic.Create(Record, record.Identifier.GetLocation(), record.Identifier.ValueText));
            },
            SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration);
        if (context.Compilation.GetTypeByMetadataName("System.Index") == null)
        {
            context.RegisterSyntaxNodeAction(CheckRange, SyntaxKind.RangeExpression, SyntaxKind.IndexExpression);
        }

        context.RegisterSyntaxNodeAction(
            node => node.ReportDiagnostic(Diagnostic.Create(Iterator, ((YieldStatementSyntax)node.Node).YieldKeyword.GetLocation())),
            SyntaxKind.YieldReturnStatement, SyntaxKind.YieldBreakStatement);
    }

    private static void CheckRange(SyntaxNodeAnalysisContext context)
    {
        bool isIndex = context.Node is PrefixUnaryExpressionSyntax;
        if (!isIndex || context.Node.Parent is not RangeExpressionSyntax)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Range,
                context.Node.GetLocation(),
                context.Node,
                isIndex ? "Count from the end: Length minus a number." : "Use Substring for a string, an offset and a count or Array.Copy for an array."));
        }
    }
}
