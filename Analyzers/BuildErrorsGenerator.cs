using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncCore.Analyzers;

/// <summary>
/// Has the analyzers heard in a build that fails early. With an error in a declaration, such as a using that finds nothing, the compiler ends before it
/// asks its analyzers; source generators it has asked before. This one generates nothing.
/// </summary>
/// <remarks>Editors ask analyzers always, and are not told twice.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class BuildErrorsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider),
        (output, source) =>
        {
            (Compilation compilation, AnalyzerConfigOptionsProvider options) = source;
            if (IsEditor(options.GlobalOptions) || !compilation.GetDeclarationDiagnostics(output.CancellationToken).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            {
                return;
            }

            ImmutableArray<DiagnosticAnalyzer> analyzers = [.. typeof(BuildErrorsGenerator).Assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DeviceAnalyzer)))
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type))];
            foreach (Diagnostic diagnostic in compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(output.CancellationToken).GetAwaiter().GetResult())
            {
                output.ReportDiagnostic(diagnostic);
            }
        });

    private static bool IsEditor(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.DesignTimeBuild", out string? design) && string.Equals(design, "true", StringComparison.OrdinalIgnoreCase);
}
