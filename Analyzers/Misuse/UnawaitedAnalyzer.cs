using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncCore.Analyzers.Misuse;

/// <summary>AC1201: what waits or runs only when it is awaited, and is not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnawaitedAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Unawaited = Rule.Wrong(
        "AC1201", "What is not awaited does nothing", "'{0}' is not awaited, so nothing of it runs. {1}");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Unawaited];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterOperationAction(operation => CheckStatement(operation, types), OperationKind.ExpressionStatement);
        context.RegisterOperationAction(operation => CheckLocal(operation, types), OperationKind.VariableDeclarator);
    }

    private static void CheckStatement(OperationAnalysisContext context, KnownTypes types)
    {
        IOperation expression = ((IExpressionStatementOperation)context.Operation).Operation;
        IOperation made = expression switch
        {
            // _ = Work(); is as good as Work(); alone.
            ISimpleAssignmentOperation { Target: IDiscardOperation } discard => WithoutConversion(discard.Value),
            IConditionalAccessOperation conditional => conditional.WhenNotNull,
            _ => expression,
        };
        if (made is IInvocationOperation or IObjectCreationOperation or IPropertyReferenceOperation && types.MustBeAwaited(made.Type))
        {
            Report(context, made, made.Syntax);
        }
    }

    /// <summary>A variable that holds a coroutine and is never read.</summary>
    private static void CheckLocal(OperationAnalysisContext context, KnownTypes types)
    {
        IVariableDeclaratorOperation declarator = (IVariableDeclaratorOperation)context.Operation;
        if (declarator.GetVariableInitializer() is { Value: { } value }
            && WithoutConversion(value) is IInvocationOperation made && types.MustBeAwaited(declarator.Symbol.Type) && types.MustBeAwaited(made.Type)
            && !RootOf(declarator).Descendants().Any(o => o is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, declarator.Symbol)))
        {
            Report(context, made, made.Syntax);
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation made, SyntaxNode syntax)
    {
        string name = made switch
        {
            IInvocationOperation call => call.TargetMethod.Name,
            IPropertyReferenceOperation property => property.Property.Name,
            _ => made.Type!.Name,
        };
        context.ReportDiagnostic(Diagnostic.Create(
            Unawaited,
            syntax.GetLocation(),
            name,
            Functions.IsInAsync(syntax) ? "Write await in front of it, or give it to CreateTask." : "Give it to CreateTask; in an async method, await it; in Main, give it to Run."));
    }

    private static IOperation WithoutConversion(IOperation value) => value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value;

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent != null)
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
