using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Blocking;

/// <summary>AC1105: a lock statement around an await, which the compiler refuses without saying what else to do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockedAwaitAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor LockedAwait = Rule.Missing(
        "AC1105", "A lock statement cannot hold an await", "A lock statement keeps a thread, which an await gives away. Keep an AsyncCore.Lock in a field, and write using (await thatLock.Acquire()) around the await.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [LockedAwait];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types) => context.RegisterSyntaxNodeAction(
        node =>
        {
            foreach (SyntaxNode inner in Functions.NodesOf(((LockStatementSyntax)node.Node).Statement))
            {
                // The innermost lock statement says it.
                if (inner is AwaitExpressionSyntax wait && wait.FirstAncestorOrSelf<LockStatementSyntax>() == node.Node)
                {
                    node.ReportDiagnostic(Diagnostic.Create(LockedAwait, wait.AwaitKeyword.GetLocation()));
                }
            }
        },
        SyntaxKind.LockStatement);
}
