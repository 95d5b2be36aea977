using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>AC1009: counts an index from the end by the length. A range has more than one answer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class IndexFix() : DeviceCodeFix("AC1009", "Subtract from Length")
{
    private protected override (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model)
    {
        if ((node as ArgumentSyntax)?.Expression is not PrefixUnaryExpressionSyntax index)
        {
            if (node is not PrefixUnaryExpressionSyntax prefix)
            {
                return null;
            }

            index = prefix;
        }

        // What is indexed is written twice then, so it must be no call.
        if (index.Parent is not ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: ElementAccessExpressionSyntax access } }
            || access.Expression.DescendantNodesAndSelf().Any(part => part is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax))
            || model.GetTypeInfo(access.Expression).Type is not (IArrayTypeSymbol or { SpecialType: SpecialType.System_String }))
        {
            return null;
        }

        return (index, SyntaxFactory.ParseExpression($"{access.Expression.WithoutTrivia()}.Length - {index.Operand}"));
    }
}
