using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncCore.Analyzers.Blocking;

/// <summary>AC1101 to AC1104: calls in an async method that keep the thread, and with it every task of the loop.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor Sleep = Rule.Wrong(
        "AC1101", "Thread.Sleep stops every task", "'Thread.Sleep' stops every task of the loop, not this one only. Write await SleepMs(...).");

    internal static readonly DiagnosticDescriptor Wait = Rule.Wrong(
        "AC1102", "Waiting for a thread stops every task", "'{0}' stops every task of the loop until it returns. Await a ThreadSafeFlag that the other thread sets, or call it in ToThread.");

    internal static readonly DiagnosticDescriptor Name = Rule.Wrong(
        "AC1103", "Dns.GetHostEntry stops every task", "'Dns.GetHostEntry' stops every task of the loop until the name server answers. Await NameResolver.Default.Resolve(...); Connection.Open takes names as they are.");

    internal static readonly DiagnosticDescriptor Network = Rule.Wrong(
        "AC1104", "A socket's own calls stop every task", "'{0}' stops every task of the loop until the network has done it. {1}");

    private const string UseStream = "Use a Stream, of Connection.Open or Server.Start.";
    private const string UseTls = "Use Connection.OpenTls or a Server with TLS.";
    private const string UseDatagrams = "Use a DatagramSocket.";

    private static readonly Dictionary<string, (DiagnosticDescriptor, string)> Members = new()
    {
        ["System.Threading.Thread.Sleep"] = (Sleep, string.Empty),
        ["System.Threading.Thread.Join"] = (Wait, string.Empty),
        ["System.Threading.WaitHandle.WaitOne"] = (Wait, string.Empty),
        ["System.Threading.WaitHandle.WaitAny"] = (Wait, string.Empty),
        ["System.Threading.WaitHandle.WaitAll"] = (Wait, string.Empty),
        ["System.Net.Dns.GetHostEntry"] = (Name, string.Empty),
        ["System.Net.Sockets.Socket.Accept"] = (Network, "Use Server.Start."),
        ["System.Net.Sockets.Socket.Connect"] = (Network, "Use Connection.Open, or DatagramSocket.Connect."),
        ["System.Net.Sockets.Socket.Receive"] = (Network, UseStream),
        ["System.Net.Sockets.Socket.Send"] = (Network, UseStream),
        ["System.Net.Sockets.Socket.ReceiveFrom"] = (Network, UseDatagrams),
        ["System.Net.Sockets.Socket.SendTo"] = (Network, UseDatagrams),
        ["System.Net.Sockets.NetworkStream.Read"] = (Network, UseStream),
        ["System.Net.Sockets.NetworkStream.Write"] = (Network, UseStream),
        ["System.Net.Security.SslStream.Read"] = (Network, UseTls),
        ["System.Net.Security.SslStream.Write"] = (Network, UseTls),
        ["System.Net.Security.SslStream.AuthenticateAsClient"] = (Network, UseTls),
        ["System.Net.Security.SslStream.AuthenticateAsServer"] = (Network, UseTls),
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Sleep, Wait, Name, Network];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.RegisterOperationAction(Check, OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context)
    {
        IMethodSymbol method = ((IInvocationOperation)context.Operation).TargetMethod;
        if (Members.TryGetValue($"{method.ContainingType.ToDisplayString()}.{method.Name}", out (DiagnosticDescriptor Rule, string Instead) found)
            && Functions.IsInAsync(context.Operation.Syntax))
        {
            (DiagnosticDescriptor rule, string instead) = found;
            context.ReportDiagnostic(Diagnostic.Create(rule, context.Operation.Syntax.GetLocation(), $"{method.ContainingType.Name}.{method.Name}", instead));
        }
    }
}
