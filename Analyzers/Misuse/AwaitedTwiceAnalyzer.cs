using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Misuse;

/// <summary>
/// AC1203: a coroutine in a variable that is awaited, or given to a function that awaits it, more than once. Said only where both certainly happen: of uses
/// in branches, behind jumps, or of a variable that is assigned anew, nothing is said.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AwaitedTwiceAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Twice = Rule.Wrong(
        "AC1203", "A coroutine can be awaited once", "The coroutine in '{0}' {1}, and a coroutine runs once. Call the method again for each await, or make a task of it with CreateTask, which can be awaited often.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Twice];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.RegisterSyntaxNodeAction(node => Check(node, types), SyntaxKind.VariableDeclarator);

    private static void Check(SyntaxNodeAnalysisContext context, KnownTypes types)
    {
        VariableDeclaratorSyntax declarator = (VariableDeclaratorSyntax)context.Node;
        if (declarator.Initializer == null
            || declarator.Parent?.Parent is not LocalDeclarationStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } declaration
            || context.SemanticModel.GetDeclaredSymbol(declarator, context.CancellationToken) is not ILocalSymbol local
            || !KnownTypes.Is(local.Type, types.Coroutine))
        {
            return;
        }

        SyntaxNode scope = declaration.Parent is GlobalStatementSyntax global ? global.Parent! : declaration.Parent!;
        List<IdentifierNameSyntax> names = scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol, local))
            .ToList();
        if (names.Any(IsWritten) || names.Any(name => Functions.Of(name) != Functions.Of(declarator)))
        {
            return;
        }

        List<IdentifierNameSyntax> uses = names.Where(name => IsAwaited(name, context.SemanticModel, types, context.CancellationToken)).ToList();
        for (int i = 0; i < uses.Count; i++)
        {
            if (Functions.LoopsAround(uses[i]).FirstOrDefault(loop => !loop.Contains(declaration)) is { } loop && !LeavesAfter(uses[i], loop))
            {
                context.ReportDiagnostic(Diagnostic.Create(Twice, uses[i].GetLocation(), local.Name, "is awaited in each round of the loop"));
                return;
            }

            if (i > 0 && HappensBefore(uses[i - 1], uses[i], scope))
            {
                context.ReportDiagnostic(Diagnostic.Create(Twice, uses[i].GetLocation(), local.Name, "was awaited before"));
                return;
            }
        }
    }

    private static bool IsWritten(IdentifierNameSyntax name) =>
        name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name
        || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None };

    /// <summary>Awaited here, or an argument of one of AsyncCore's functions that wait for what they are given.</summary>
    private static bool IsAwaited(IdentifierNameSyntax name, SemanticModel model, KnownTypes types, CancellationToken cancellation) =>
        name.Parent is AwaitExpressionSyntax
        || name.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } }
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method
            && (KnownTypes.Is(method.ContainingType, types.Asyncio) || KnownTypes.Is(method.ContainingType, types.TaskGroup));

    /// <summary>The first is run whenever the scope is, and comes before the second, in its own statement or a later one.</summary>
    private static bool HappensBefore(SyntaxNode first, SyntaxNode second, SyntaxNode scope)
    {
        StatementSyntax? statement = first.FirstAncestorOrSelf<StatementSyntax>();
        if (statement is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax)
            || first.Ancestors().TakeWhile(node => node != statement).Any(node => node is ConditionalExpressionSyntax or BinaryExpressionSyntax or SwitchExpressionSyntax or ConditionalAccessExpressionSyntax))
        {
            return false;
        }

        SyntaxNode? block = statement.Parent is GlobalStatementSyntax global ? global.Parent : statement.Parent;
        return block is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax && scope.Contains(block) && block.Contains(second);
    }

    /// <summary>Behind the await, the loop is left: it is awaited in one round only.</summary>
    private static bool LeavesAfter(SyntaxNode use, SyntaxNode loop)
    {
        foreach (BlockSyntax block in use.Ancestors().TakeWhile(node => node != loop).OfType<BlockSyntax>())
        {
            if (block.Statements.Any(statement => statement.SpanStart >= use.FirstAncestorOrSelf<StatementSyntax>()!.SpanStart && Functions.LeavesLoop(statement)))
            {
                return true;
            }
        }

        return false;
    }
}
