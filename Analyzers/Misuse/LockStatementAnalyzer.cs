using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncCore.Analyzers.Misuse;

/// <summary>AC1202: a lock statement with a lock for tasks, which it does not take.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockStatementAnalyzer : DeviceAnalyzer
{
    internal static readonly DiagnosticDescriptor WrongLock = Rule.Wrong(
        "AC1202", "A lock statement does not take an AsyncCore.Lock", "A lock statement keeps out threads, and does not take the {0}: other tasks still get it. Write using (await {1}.Acquire()).");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [WrongLock];

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types) => context.RegisterOperationAction(
        operation =>
        {
            IOperation locked = ((ILockOperation)operation.Operation).LockedValue;
            if (KnownTypes.Is(locked.Type, types.Lock) || KnownTypes.Is(locked.Type, types.Semaphore))
            {
                operation.ReportDiagnostic(Diagnostic.Create(WrongLock, locked.Syntax.GetLocation(), locked.Type!.Name, locked.Syntax));
            }
        },
        OperationKind.Lock);
}
