using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Misuse;

/// <summary>AC1204: a catch of every exception, in a loop with an await, after which the loop goes on: the task cannot be cancelled.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwallowedCancellationAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Swallowed = Rule.Wrong(
        "AC1204", "A catch of everything swallows the cancellation", "This catch takes the cancellation too, and the loop goes on: the task cannot be cancelled. Write catch (CancelledException) { throw; } before it.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Swallowed];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.CancelledException != null)
        {
            context.RegisterSyntaxNodeAction(node => Check(node, types), SyntaxKind.TryStatement);
        }
    }

    private static void Check(SyntaxNodeAnalysisContext context, KnownTypes types)
    {
        TryStatementSyntax attempt = (TryStatementSyntax)context.Node;
        if (!Functions.IsInAsync(attempt) || !Functions.LoopsAround(attempt).Any() || !Functions.NodesOf(attempt.Block).Any(IsAwait))
        {
            return;
        }

        foreach (CatchClauseSyntax clause in attempt.Catches)
        {
            ITypeSymbol? caught = clause.Declaration == null ? types.Exception : context.SemanticModel.GetTypeInfo(clause.Declaration.Type, context.CancellationToken).Type;
            if (KnownTypes.Is(types.CancelledException, caught as INamedTypeSymbol) && clause.Filter == null)
            {
                if (!SymbolEqualityComparer.Default.Equals(caught, types.CancelledException) && !LeavesLoop(clause.Block))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Swallowed, clause.CatchKeyword.GetLocation()));
                }

                return;
            }

            // A filter that speaks of the cancellation is one that was thought of.
            if (clause.Filter is { } filter && filter.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == types.CancelledException!.Name))
            {
                return;
            }
        }
    }

    private static bool IsAwait(SyntaxNode node) =>
        node is AwaitExpressionSyntax or UsingStatementSyntax { AwaitKeyword.RawKind: not (int)SyntaxKind.None }
            or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not (int)SyntaxKind.None };

    /// <summary>Somewhere it throws or jumps: what it does then is thought of.</summary>
    private static bool LeavesLoop(BlockSyntax block) => Functions.NodesOf(block)
        .Any(node => node is StatementSyntax statement && Functions.LeavesLoop(statement) || node is ThrowExpressionSyntax);
}
