using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers;

/// <summary>An analyzer of what is compiled for the board; in other projects it is silent.</summary>
public abstract class DeviceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (IsForDevice(start.Compilation))
            {
                Register(start, new KnownTypes(start.Compilation));
            }
        });
    }

    /// <summary>Says what to look at.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, KnownTypes types);

    /// <summary>nanoFramework's mscorlib is the one that has no generic interface.</summary>
    private static bool IsForDevice(Compilation compilation)
    {
        IAssemblySymbol core = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly;
        return core is { Name: "mscorlib" } && core.GetTypeByMetadataName("System.Collections.Generic.IEnumerable`1") == null;
    }
}
