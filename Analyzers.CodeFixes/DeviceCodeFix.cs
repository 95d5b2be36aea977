using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncCore.Analyzers;

/// <summary>Mends one finding by replacing one node.</summary>
public abstract class DeviceCodeFix(string id, string title) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => [id];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root == null || model == null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (Mend(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model) is (SyntaxNode old, SyntaxNode mended))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, mended))), equivalenceKey: id), diagnostic);
            }
        }
    }

    /// <summary>Says what to replace by what.</summary>
    /// <param name="node">Where the finding is.</param>
    /// <param name="model">What names mean.</param>
    /// <returns>The old node and the new; null if there is not one answer here.</returns>
    private protected abstract (SyntaxNode Old, SyntaxNode New)? Mend(SyntaxNode node, SemanticModel model);

    /// <summary>A function of AsyncCore's by the shortest name that means it here.</summary>
    private protected static ExpressionSyntax Asyncio(string function, SemanticModel model, int position) => SyntaxFactory.ParseExpression(
        model.LookupSymbols(position, name: function).Any(symbol => symbol.ContainingType?.Name == "Asyncio") ? function
        : model.LookupNamespacesAndTypes(position, name: "Asyncio").Any() ? "Asyncio." + function
        : "AsyncCore.Asyncio." + function);

    /// <summary>Whether a call's only argument is a TimeSpan, and not a number of milliseconds.</summary>
    private protected static bool TakesTimeSpan(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments is { Count: 1 } arguments && model.GetTypeInfo(arguments[0].Expression).Type is { Name: "TimeSpan" };

    /// <summary>Puts an await in front.</summary>
    private protected static ExpressionSyntax Await(ExpressionSyntax expression) => SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), expression.WithoutTrivia())
        .WithTriviaFrom(expression);
}
