using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>Methods, local functions, lambdas and accessors: what an await belongs to.</summary>
internal static class Functions
{
    /// <summary>The innermost function that a node stands in; null in a field's initialiser and the like.</summary>
    public static SyntaxNode? Of(SyntaxNode node) => node.Ancestors().FirstOrDefault(IsFunction);

    /// <summary>Whether a node stands directly in an async function.</summary>
    public static bool IsInAsync(SyntaxNode node) => Of(node) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword != default,
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>The loops of the same function around a node, from the inside; a node that is run once before the loop is not in it.</summary>
    public static IEnumerable<SyntaxNode> LoopsAround(SyntaxNode node)
    {
        SyntaxNode inner = node;
        for (SyntaxNode? outer = node.Parent; outer != null && !IsFunction(inner); inner = outer, outer = outer.Parent)
        {
            bool isRepeated = outer switch
            {
                ForStatementSyntax loop => loop.Declaration != inner && !loop.Initializers.Contains(inner),
                CommonForEachStatementSyntax loop => loop.Expression != inner,
                WhileStatementSyntax or DoStatementSyntax => true,
                _ => false,
            };
            if (isRepeated)
            {
                yield return outer;
            }
        }
    }

    /// <summary>What belongs to a function itself, not to lambdas and local functions within it.</summary>
    public static IEnumerable<SyntaxNode> NodesOf(SyntaxNode root) => root.DescendantNodes(node => node == root || !IsFunction(node));

    /// <summary>Whether the next statement is never reached from a node, as far as one sees without computing anything.</summary>
    public static bool LeavesLoop(StatementSyntax statement) =>
        statement is ReturnStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax or GotoStatementSyntax;

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax
            or PropertyDeclarationSyntax or IndexerDeclarationSyntax or TypeDeclarationSyntax or CompilationUnitSyntax;
}
