using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncCore.Analyzers.Misuse;

/// <summary>
/// AC1205: what belongs to the thread of the loop, in an interrupt or on another thread. Looked at are lambdas, and methods of the same file, that are given to
/// ToThread, a Thread or a Timer, or to an event of nanoFramework's, which calls from a thread of its own; not what they call in turn.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OtherThreadAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor WrongThread = Rule.Wrong(
        "AC1205", "Tasks and what they wait for are not for interrupts and threads", "'{0}' is for the thread of the loop, and {1} runs on another: tasks are woken late, twice or never. Set a ThreadSafeFlag, put into a RingQueue, or use EventLoop.CallSoonThreadSafe.");

    private static readonly HashSet<string> Members =
    [
        "AsyncCore.Asyncio.CreateTask", "AsyncCore.Barrier.Abort", "AsyncCore.Barrier.Reset", "AsyncCore.Event.Clear", "AsyncCore.Event.Set", "AsyncCore.Lock.Release",
        "AsyncCore.Message.Clear", "AsyncCore.Message.Set", "AsyncCore.Queue.Get", "AsyncCore.Queue.GetNowait", "AsyncCore.Queue.Put", "AsyncCore.Queue.PutNowait",
        "AsyncCore.Queue.TaskDone", "AsyncCore.Semaphore.Release", "AsyncCore.Task.Cancel", "AsyncCore.TaskGroup.CreateTask",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [WrongThread];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.RegisterOperationAction(operation => Check(operation, types), OperationKind.DelegateCreation);

    private static void Check(OperationAnalysisContext context, KnownTypes types)
    {
        IDelegateCreationOperation made = (IDelegateCreationOperation)context.Operation;
        if (CallerOf(made, types) is not { } caller || BodyOf(made.Target) is not { } body || body.SyntaxTree != made.Syntax.SyntaxTree)
        {
            return;
        }

        foreach (InvocationExpressionSyntax call in Functions.NodesOf(body).OfType<InvocationExpressionSyntax>())
        {
            if (made.SemanticModel!.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol method
                && Members.Contains($"{method.ContainingType.OriginalDefinition.ToDisplayString()}.{method.Name}"))
            {
                context.ReportDiagnostic(Diagnostic.Create(WrongThread, call.GetLocation(), $"{method.ContainingType.Name}.{method.Name}", caller));
            }
        }
    }

    /// <summary>What will call a delegate on another thread; null if it is nobody who is known to.</summary>
    private static string? CallerOf(IOperation made, KnownTypes types)
    {
        IOperation? taker = made.Parent;
        while (taker is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
        {
            taker = taker.Parent;
        }

        return taker switch
        {
            IInvocationOperation { TargetMethod.Name: "ToThread" } call when KnownTypes.Is(call.TargetMethod.ContainingType, types.Asyncio) => "what ToThread calls",
            IObjectCreationOperation { Type: { Name: "Thread" or "Timer", ContainingNamespace.Name: "Threading" } type } => $"what a {type.Name} calls",
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: { } subscribed } }
                when subscribed.Locations.All(location => !location.IsInSource) && subscribed.ContainingNamespace.ToDisplayString().Split('.')[0] != "AsyncCore" => $"a handler of {subscribed.Name}",
            _ => null,
        };
    }

    private static SyntaxNode? BodyOf(IOperation target) => target switch
    {
        IAnonymousFunctionOperation lambda => lambda.Syntax,
        IMethodReferenceOperation { Method: { IsAsync: false } method } => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(),
        _ => null,
    };
}
