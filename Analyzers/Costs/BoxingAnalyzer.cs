using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncCore.Analyzers.Costs;

/// <summary>AC1302: a value that is put into an object in each round of a loop.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoxingAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Costly = Rule.Costly(
        "AC1302", "Boxing in a loop makes garbage", "'{0}' of type {1} becomes an object in each round of the loop, which is garbage soon. Keep values in an array of {1}, or pass a class.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Costly];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types) => context.RegisterOperationAction(
        operation =>
        {
            IConversionOperation conversion = (IConversionOperation)operation.Operation;
            if (conversion.Type is { IsReferenceType: true } && conversion.Operand.Type is { IsValueType: true } value
                && !BecomesText(conversion)
                && Functions.LoopsAround(conversion.Syntax).Any()
                && !conversion.Syntax.Ancestors().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax or CatchClauseSyntax))
            {
                operation.ReportDiagnostic(Diagnostic.Create(
                    Costly, conversion.Syntax.GetLocation(), conversion.Operand.Syntax, value.ToMinimalDisplayString(operation.Operation.SemanticModel!, conversion.Syntax.SpanStart)));
            }
        },
        OperationKind.Conversion);

    /// <summary>Where strings are joined, the compiler calls ToString on the value itself.</summary>
    private static bool BecomesText(IOperation conversion) =>
        conversion.Parent is IBinaryOperation { Type.SpecialType: SpecialType.System_String }
            or ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_String } or IInterpolationOperation;
}
