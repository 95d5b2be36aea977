using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>AC1204: lets the cancellation pass before everything is caught.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CancelledFix() : DeviceCodeFix("AC1204", "Let the cancellation pass")
{
    private protected override (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { Parent: TryStatementSyntax attempt } clause)
        {
            return null;
        }

        string name = model.LookupNamespacesAndTypes(clause.SpanStart, name: "CancelledException").Any() ? "CancelledException" : "AsyncCore.CancelledException";
        string end = attempt.ToFullString().Contains("\r\n") ? "\r\n" : "\n";
        string indent = clause.GetLeadingTrivia().ToString();
        string passing = indent.Length == 0
            ? $"catch ({name}) {{ throw; }} "
            : $"{indent}catch ({name}){end}{indent}{{{end}{indent}    throw;{end}{indent}}}{end}";
        TryStatementSyntax parsed = (TryStatementSyntax)SyntaxFactory.ParseStatement("try { }\n" + passing);
        return (attempt, attempt.WithCatches(attempt.Catches.Insert(attempt.Catches.IndexOf(clause), parsed.Catches[0])));
    }
}
