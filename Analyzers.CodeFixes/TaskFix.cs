using System.Composition;
using AsyncCore.Analyzers.Missing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>AC1002: calls what AsyncCore has in place of a static method of .NET's Task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TaskFix() : DeviceCodeFix("AC1002", "Use AsyncCore's function")
{
    private protected override (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model)
    {
        if (node is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } name
            || !TaskAnalyzer.Replacements.TryGetValue(name.Identifier.ValueText, out string? replacement))
        {
            return null;
        }

        string function = replacement == "SleepMs" && TakesTimeSpan(call, model) ? "Sleep" : replacement;
        return (access, Asyncio(function, model, access.SpanStart).WithTriviaFrom(access));
    }
}
