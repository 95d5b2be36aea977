using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>AC1012: writes the text of a value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ToStringFix() : DeviceCodeFix("AC1012", "Write its ToString()")
{
    private protected override (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments })
        {
            return null;
        }

        ExpressionSyntax value = arguments[0].Expression;
        bool isPrimary = value is LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax;
        ExpressionSyntax owner = isPrimary ? value : SyntaxFactory.ParenthesizedExpression(value);
        return (value, SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, owner, SyntaxFactory.IdentifierName("ToString"))));
    }
}
