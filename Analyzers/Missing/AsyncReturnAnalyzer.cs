using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Missing;

/// <summary>AC1003: async methods that return nothing, or a Task.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncReturnAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Missing = Rule.Missing(
        "AC1003", "An async method returns a Coroutine", "An async {0} returns {1}, and the board can run none but a Coroutine. {2}");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Missing];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterSyntaxNodeAction(
            node =>
            {
                MethodDeclarationSyntax method = (MethodDeclarationSyntax)node.Node;
                CheckReturn(node, "method", method.Modifiers, method.ReturnType, types);
            },
            SyntaxKind.MethodDeclaration);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                LocalFunctionStatementSyntax local = (LocalFunctionStatementSyntax)node.Node;
                CheckReturn(node, "local function", local.Modifiers, local.ReturnType, types);
            },
            SyntaxKind.LocalFunctionStatement);
        context.RegisterSyntaxNodeAction(
            CheckLambda,
            SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression, SyntaxKind.AnonymousMethodExpression);
    }

    private static void CheckReturn(SyntaxNodeAnalysisContext context, string kind, SyntaxTokenList modifiers, TypeSyntax type, KnownTypes types)
    {
        if (!modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            return;
        }

        bool isTask = type is SimpleNameSyntax { Identifier.ValueText: "Task" or "ValueTask" }
            && (Unresolved.Is(type, context.SemanticModel, context.CancellationToken)
                || KnownTypes.Is(context.SemanticModel.GetTypeInfo(type, context.CancellationToken).Type, types.Task));
        if (isTask || type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword })
        {
            string instead = type is GenericNameSyntax generic ? "Coroutine" + generic.TypeArgumentList : "Coroutine";
            context.ReportDiagnostic(Diagnostic.Create(
                Missing, type.GetLocation(), kind, isTask ? type : "nothing", $"Write {instead}{(isTask ? string.Empty : ", and await it or give it to CreateTask")}."));
        }
    }

    private static void CheckLambda(SyntaxNodeAnalysisContext context)
    {
        AnonymousFunctionExpressionSyntax lambda = (AnonymousFunctionExpressionSyntax)context.Node;
        if (lambda.AsyncKeyword != default
            && context.SemanticModel.GetTypeInfo(lambda, context.CancellationToken).ConvertedType is INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true } type)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Missing, lambda.AsyncKeyword.GetLocation(), "lambda given to " + type.Name, "nothing", "Write a lambda that is not async and calls CreateTask(...) with an async method."));
        }
    }
}
