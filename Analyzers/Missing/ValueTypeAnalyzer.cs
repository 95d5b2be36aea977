using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Missing;

/// <summary>AC1004 tuples, AC1006 decimal, AC1007 nullable values: value types that the compiler has a syntax for, and the board no type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValueTypeAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Tuple = Rule.Missing(
        "AC1004", "Tuples do not exist on the board", "nanoFramework has no tuples, so there is no '{0}'. Write a class with named fields, or assign one variable after the other.");

    internal static readonly DiagnosticDescriptor Decimal = Rule.Missing(
        "AC1006", "There is no decimal on the board", "nanoFramework has no decimal numbers. Count in the smallest unit, in an int or long, or use double.");

    internal static readonly DiagnosticDescriptor Nullable = Rule.Missing(
        "AC1007", "Nullable values do not exist on the board", "nanoFramework has no nullable values, so there is no '{0}'. Use a value that means none, or a bool beside it.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Tuple, Decimal, Nullable];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (context.Compilation.GetTypeByMetadataName("System.ValueTuple`2") == null)
        {
            context.RegisterSyntaxNodeAction(CheckTuple, SyntaxKind.TupleType, SyntaxKind.TupleExpression);
        }

        if (context.Compilation.GetTypeByMetadataName("System.Decimal") == null)
        {
            context.RegisterSyntaxNodeAction(CheckDecimal, SyntaxKind.PredefinedType, SyntaxKind.NumericLiteralExpression);
        }

        if (context.Compilation.GetTypeByMetadataName("System.Nullable`1") == null)
        {
            context.RegisterSyntaxNodeAction(CheckNullable, SyntaxKind.NullableType);
            context.RegisterSyntaxNodeAction(CheckNullableName, SyntaxKind.GenericName);
        }
    }

    private static void CheckTuple(SyntaxNodeAnalysisContext context)
    {
        // Of what stands to the left of an assignment the compiler makes no tuple, nor of tuples in tuples more than one.
        bool isTarget = context.Node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == context.Node || context.Node.Parent is ForEachVariableStatementSyntax;
        if (!isTarget && context.Node.Parent is not (TupleElementSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax }))
        {
            context.ReportDiagnostic(Diagnostic.Create(Tuple, context.Node.GetLocation(), context.Node));
        }
    }

    private static void CheckDecimal(SyntaxNodeAnalysisContext context)
    {
        SyntaxToken token = context.Node.GetFirstToken();
        if (token.IsKind(SyntaxKind.DecimalKeyword) || token.Value is decimal)
        {
            context.ReportDiagnostic(Diagnostic.Create(Decimal, token.GetLocation()));
        }
    }

    private static void CheckNullable(SyntaxNodeAnalysisContext context)
    {
        // Of a class it is only a remark of the author's.
        NullableTypeSyntax type = (NullableTypeSyntax)context.Node;
        if (context.SemanticModel.GetTypeInfo(type.ElementType, context.CancellationToken).Type is { IsValueType: true, TypeKind: not TypeKind.Error })
        {
            context.ReportDiagnostic(Diagnostic.Create(Nullable, type.GetLocation(), type));
        }
    }

    private static void CheckNullableName(SyntaxNodeAnalysisContext context)
    {
        if (((GenericNameSyntax)context.Node).Identifier.ValueText == "Nullable" && Unresolved.Is(context.Node, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Nullable, context.Node.GetLocation(), context.Node));
        }
    }
}
