using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>AC1101: lets the task sleep instead of the thread.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SleepFix() : DeviceCodeFix("AC1101", "Await SleepMs")
{
    private protected override (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } call)
        {
            return null;
        }

        ExpressionSyntax sleep = Asyncio(TakesTimeSpan(call, model) ? "Sleep" : "SleepMs", model, call.SpanStart);
        return (call, Await(call.WithExpression(sleep)).WithTriviaFrom(call));
    }
}
