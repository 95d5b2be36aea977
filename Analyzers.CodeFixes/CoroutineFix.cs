using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>AC1003: makes an async method return a Coroutine.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CoroutineFix() : DeviceCodeFix("AC1003", "Return Coroutine")
{
    private protected override (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model)
    {
        if (node is not TypeSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } type)
        {
            return null;
        }

        SyntaxToken coroutine = SyntaxFactory.Identifier("Coroutine");
        TypeSyntax mended = type is GenericNameSyntax generic ? generic.WithIdentifier(coroutine) : SyntaxFactory.IdentifierName(coroutine);
        return (type, mended.WithTriviaFrom(type));
    }
}
