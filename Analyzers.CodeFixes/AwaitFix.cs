using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>AC1201: awaits what was not awaited, in an async method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AwaitFix() : DeviceCodeFix("AC1201", "Await it")
{
    private protected override (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model) =>
        node is ExpressionSyntax { Parent: ExpressionStatementSyntax } expression && Functions.IsInAsync(node) ? (node, Await(expression)) : null;
}
