using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Costs;

/// <summary>AC1301: a struct that lives across an await becomes a field of the coroutine, and on the board an object of its own, copied at each use.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StructAcrossAwaitAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Costly = Rule.Costly(
        "AC1301", "A struct that lives across an await is an object of its own", "The struct '{0}' lives across an await: on the board it is an object of its own in each coroutine, copied at each use. Make {1} a class, or read it again after the await.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Costly];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterSyntaxNodeAction(CheckLocal, SyntaxKind.VariableDeclarator);
        context.RegisterSyntaxNodeAction(CheckParameter, SyntaxKind.Parameter);
        context.RegisterSyntaxNodeAction(CheckFields, SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
    }

    /// <summary>A field outlives every await: where an async method first uses it, it is told.</summary>
    private static void CheckFields(SyntaxNodeAnalysisContext context)
    {
        List<SyntaxNode> nodes = Functions.NodesOf(context.Node).ToList();
        if (!nodes.Any(node => node is AwaitExpressionSyntax))
        {
            return;
        }

        HashSet<ISymbol> told = new(SymbolEqualityComparer.Default);
        foreach (IdentifierNameSyntax use in nodes.OfType<IdentifierNameSyntax>())
        {
            if (context.SemanticModel.GetSymbolInfo(use, context.CancellationToken).Symbol is IFieldSymbol { IsConst: false } field
                && IsCostly(field.Type) && field.Locations.Any(location => location.IsInSource) && told.Add(field))
            {
                context.ReportDiagnostic(Diagnostic.Create(Costly, use.GetLocation(), field.Name, field.Type.Name));
            }
        }
    }

    private static void CheckLocal(SyntaxNodeAnalysisContext context)
    {
        VariableDeclaratorSyntax declarator = (VariableDeclaratorSyntax)context.Node;
        if (Functions.IsInAsync(declarator)
            && context.SemanticModel.GetDeclaredSymbol(declarator, context.CancellationToken) is ILocalSymbol local && IsCostly(local.Type)
            && declarator.FirstAncestorOrSelf<BlockSyntax>() is { } block)
        {
            Check(context, local, local.Type, block, declarator.Span.End, declarator.Identifier);
        }
    }

    private static void CheckParameter(SyntaxNodeAnalysisContext context)
    {
        ParameterSyntax parameter = (ParameterSyntax)context.Node;
        SyntaxNode? function = parameter.Parent is ParameterListSyntax list ? list.Parent : parameter.Parent;
        BlockSyntax? body = function switch
        {
            MethodDeclarationSyntax method => method.Body,
            LocalFunctionStatementSyntax local => local.Body,
            AnonymousFunctionExpressionSyntax lambda => lambda.Block,
            _ => null,
        };
        if (body != null && Functions.IsInAsync(body)
            && context.SemanticModel.GetDeclaredSymbol(parameter, context.CancellationToken) is { } symbol && IsCostly(symbol.Type))
        {
            Check(context, symbol, symbol.Type, body, body.SpanStart, parameter.Identifier);
        }
    }

    /// <summary>An await, and after it a use; in a loop the use may stand before.</summary>
    private static void Check(SyntaxNodeAnalysisContext context, ISymbol symbol, ITypeSymbol type, SyntaxNode scope, int from, SyntaxToken name)
    {
        List<SyntaxNode> nodes = Functions.NodesOf(scope).ToList();
        List<SyntaxNode> awaits = nodes.Where(node => node is AwaitExpressionSyntax && node.SpanStart >= from).ToList();
        bool livesAcross = awaits.Count > 0 && nodes.OfType<IdentifierNameSyntax>().Any(use =>
            use.Identifier.ValueText == symbol.Name
            && awaits.Any(wait => wait.Span.End <= use.SpanStart || Functions.LoopsAround(use).Any(loop => loop.Contains(wait) && loop.SpanStart >= from))
            && SymbolEqualityComparer.Default.Equals(context.SemanticModel.GetSymbolInfo(use, context.CancellationToken).Symbol, symbol));
        if (livesAcross)
        {
            context.ReportDiagnostic(Diagnostic.Create(Costly, name.GetLocation(), symbol.Name, type.Name));
        }
    }

    /// <summary>nanoFramework keeps numbers, DateTime and TimeSpan in the field itself.</summary>
    private static bool IsCostly(ITypeSymbol type) =>
        type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } && type.ToDisplayString() is not "System.TimeSpan";
}
