using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Missing;

/// <summary>AC1011 members of string and AC1012 of Console that nanoFramework left out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverloadAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Text = Rule.Missing(
        "AC1011", "nanoFramework's string has fewer members", "nanoFramework has no 'string.{0}'. {1}");

    internal static readonly DiagnosticDescriptor Write = Rule.Missing(
        "AC1012", "nanoFramework's Console writes strings only", "nanoFramework's Console.{0} takes one string. {1}");

    private static readonly Dictionary<string, string> StringMembers = new()
    {
        ["Join"] = "Write a loop with a StringBuilder, or send one part after the other.",
        ["IsNullOrWhiteSpace"] = "Use IsNullOrEmpty, after Trim.",
        ["Replace"] = "Use StringBuilder.Replace from nanoFramework.System.Text.",
        ["Insert"] = "Use Substring and +.",
        ["Remove"] = "Use Substring.",
        ["ToLowerInvariant"] = "Use ToLower, which knows no culture.",
        ["ToUpperInvariant"] = "Use ToUpper, which knows no culture.",
        ["AsSpan"] = "Use Substring, or an index.",
    };

    private static readonly HashSet<string> Readers = ["ReadLine", "ReadKey", "Read"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Text, Write];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterSyntaxNodeAction(CheckString, SyntaxKind.SimpleMemberAccessExpression);
        context.RegisterSyntaxNodeAction(CheckConsole, SyntaxKind.InvocationExpression);
    }

    private static void CheckString(SyntaxNodeAnalysisContext context)
    {
        MemberAccessExpressionSyntax access = (MemberAccessExpressionSyntax)context.Node;
        string member = access.Name.Identifier.ValueText;
        if (StringMembers.TryGetValue(member, out string instead)
            && TypeOf(access.Expression, context) is { SpecialType: SpecialType.System_String }
            && Unresolved.Is(access.Name, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Text, access.Name.GetLocation(), member, instead));
        }
    }

    private static void CheckConsole(SyntaxNodeAnalysisContext context)
    {
        InvocationExpressionSyntax call = (InvocationExpressionSyntax)context.Node;
        if (call.Expression is not MemberAccessExpressionSyntax access || TypeOf(access.Expression, context)?.ToDisplayString() != "System.Console")
        {
            return;
        }

        string member = access.Name.Identifier.ValueText;
        if (context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol != null)
        {
            return;
        }

        if (Readers.Contains(member))
        {
            context.ReportDiagnostic(Diagnostic.Create(Text, access.Name.GetLocation(), "Console." + member, "The board has no keyboard: listen at a port, or read a pin."));
            return;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        if (member is "WriteLine" or "Write" && arguments.Count > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Write,
                call.GetLocation(),
                member,
                arguments.Count == 1 ? "Write " + arguments[0].Expression + ".ToString()." : "Use string.Format or an interpolated string."));
        }
    }

    private static ITypeSymbol? TypeOf(ExpressionSyntax expression, SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetTypeInfo(expression, context.CancellationToken).Type
        ?? context.SemanticModel.GetSymbolInfo(expression, context.CancellationToken).Symbol as ITypeSymbol;
}
