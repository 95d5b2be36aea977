using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Costs;

/// <summary>AC1303: a string that grows in each round of a loop, and is copied whole each time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JoinedStringAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Costly = Rule.Costly(
        "AC1303", "A string that grows in a loop is copied in each round", "The string '{0}' is copied whole in each round of the loop. Use a StringBuilder from nanoFramework.System.Text, or write the parts one after the other.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Costly];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.AddAssignmentExpression, SyntaxKind.SimpleAssignmentExpression);

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        AssignmentExpressionSyntax assignment = (AssignmentExpressionSyntax)context.Node;
        if (!(assignment.IsKind(SyntaxKind.AddAssignmentExpression) || StartsWith(assignment.Right, assignment.Left))
            || Functions.LoopsAround(assignment).FirstOrDefault() is not { } loop
            || context.SemanticModel.GetTypeInfo(assignment.Left, context.CancellationToken).Type is not { SpecialType: SpecialType.System_String }
            || context.SemanticModel.GetSymbolInfo(assignment.Left, context.CancellationToken).Symbol is not { Kind: SymbolKind.Local or SymbolKind.Field or SymbolKind.Parameter } symbol)
        {
            return;
        }

        // One that is made anew in each round does not grow.
        bool isMadeInside = symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declarator && loop.Contains(declarator);
        bool isEmptiedInside = loop.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(other => other != assignment && other.IsKind(SyntaxKind.SimpleAssignmentExpression) && SyntaxFactory.AreEquivalent(other.Left, assignment.Left) && !StartsWith(other.Right, other.Left));
        if (!isMadeInside && !isEmptiedInside)
        {
            context.ReportDiagnostic(Diagnostic.Create(Costly, assignment.GetLocation(), assignment.Left));
        }
    }

    /// <summary>Whether a sum begins with a variable.</summary>
    private static bool StartsWith(ExpressionSyntax sum, ExpressionSyntax variable)
    {
        bool isSum = false;
        while (sum is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add)
        {
            isSum = true;
            sum = add.Left;
        }

        return isSum && SyntaxFactory.AreEquivalent(sum, variable);
    }
}
