using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers.Missing;

/// <summary>AC1013 IPv6 and AC1014 half-closed connections.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor IPv6 = Rule.Wrong(
        "AC1013", "The board has no IPv6", "'{0}' is IPv6, which nanoFramework's firmware for the Pico W lacks. Use IPv4: {1}.");

    internal static readonly DiagnosticDescriptor HalfClose = Rule.Missing(
        "AC1014", "A connection cannot be half closed on the board", "nanoFramework's sockets have no '{0}': a connection ends in both directions at once. End a message with a line or a length, and Close when the answer has come.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [IPv6, HalfClose];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.RegisterSyntaxNodeAction(CheckMember, SyntaxKind.SimpleMemberAccessExpression);
        context.RegisterSyntaxNodeAction(CheckParse, SyntaxKind.InvocationExpression);
    }

    private static void CheckMember(SyntaxNodeAnalysisContext context)
    {
        MemberAccessExpressionSyntax access = (MemberAccessExpressionSyntax)context.Node;
        switch (access.Name.Identifier.ValueText)
        {
            // To compare with it is to be careful.
            case "InterNetworkV6" when access.Parent is ArgumentSyntax && IsMemberOf(access, "System.Net.Sockets.AddressFamily", context):
                Report(context, IPv6, access, "AddressFamily.InterNetwork");
                break;
            case "IPv6Any" when access.Parent is not BinaryExpressionSyntax && IsMemberOf(access, "System.Net.IPAddress", context):
                Report(context, IPv6, access, "IPAddress.Any");
                break;
            case "IPv6Loopback" when access.Parent is not BinaryExpressionSyntax && IsMemberOf(access, "System.Net.IPAddress", context):
                Report(context, IPv6, access, "IPAddress.Loopback");
                break;
            case "Shutdown" or "WriteEof" when Unresolved.Is(access.Name, context.SemanticModel, context.CancellationToken)
                && context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type?.ToDisplayString()
                    is "System.Net.Sockets.Socket" or "System.Net.Sockets.NetworkStream" or "AsyncCore.Net.Stream":
                context.ReportDiagnostic(Diagnostic.Create(HalfClose, access.Name.GetLocation(), access.Name.Identifier.ValueText));
                break;
        }
    }

    /// <summary>An address in the source: two colons are IPv6.</summary>
    private static void CheckParse(SyntaxNodeAnalysisContext context)
    {
        InvocationExpressionSyntax call = (InvocationExpressionSyntax)context.Node;
        if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parse" }
            && call.ArgumentList.Arguments is { Count: 1 } arguments && arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string address }
            && address.IndexOf(':') != address.LastIndexOf(':')
            && context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol?.ContainingType.ToDisplayString() == "System.Net.IPAddress")
        {
            Report(context, IPv6, arguments[0], "four numbers with dots");
        }
    }

    private static bool IsMemberOf(ExpressionSyntax access, string type, SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetSymbolInfo(access, context.CancellationToken).Symbol?.ContainingType?.ToDisplayString() == type;

    private static void Report(SyntaxNodeAnalysisContext context, DiagnosticDescriptor rule, SyntaxNode node, string instead) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, node.GetLocation(), node, instead));
}
