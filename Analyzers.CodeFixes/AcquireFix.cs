using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>AC1202: takes the lock that a lock statement does not take, in an async method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AcquireFix() : DeviceCodeFix("AC1202", "Acquire the lock")
{
    private protected override (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<LockStatementSyntax>() is not { } statement || !Functions.IsInAsync(statement))
        {
            return null;
        }

        ExpressionSyntax acquired = SyntaxFactory.ParseExpression($"await {statement.Expression}.Acquire()");
        UsingStatementSyntax mended = SyntaxFactory.UsingStatement(null, acquired, statement.Statement)
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTriviaFrom(statement.LockKeyword))
            .WithOpenParenToken(statement.OpenParenToken)
            .WithCloseParenToken(statement.CloseParenToken);
        return (statement, mended);
    }
}
