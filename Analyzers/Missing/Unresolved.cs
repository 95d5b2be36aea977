using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers.Missing;

/// <summary>Names to which the compiler finds nothing: whoever has a type of that name of their own is left alone.</summary>
internal static class Unresolved
{
    /// <summary>Whether the compiler knows nothing that a name could mean here.</summary>
    public static bool Is(SyntaxNode name, SemanticModel model, CancellationToken cancellation)
    {
        if (name.IsPartOfStructuredTrivia())
        {
            return false;
        }

        SymbolInfo found = model.GetSymbolInfo(name, cancellation);
        return found.Symbol == null && found.CandidateReason is CandidateReason.None or CandidateReason.WrongArity or CandidateReason.NotATypeOrNamespace;
    }

    /// <summary>The member of an expression, such as <c>Delay</c> in <c>Task.Delay</c>.</summary>
    /// <param name="name">A name that may stand behind a dot.</param>
    /// <returns>What stands before the dot; null if there is none.</returns>
    public static ExpressionSyntax? OwnerOf(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access.Expression : null;
}
