using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AsyncCore.Analyzers;

/// <summary>Makes the rules' descriptors: all have one page, with an entry each.</summary>
internal static class Rule
{
    private const string Page = "docs/diagnostics.md";

    /// <summary>Where the sources are, if the build knew.</summary>
    private static readonly string? Repository = typeof(Rule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == "RepositoryUrl")?.Value;

    /// <summary>nanoFramework lacks it, so that the compiler refuses it too; this says what to use instead.</summary>
    public static DiagnosticDescriptor Missing(string id, string title, string message) => Make(id, title, message, "nanoFramework", DiagnosticSeverity.Error);

    /// <summary>It compiles, and does not do what it says.</summary>
    public static DiagnosticDescriptor Wrong(string id, string title, string message) => Make(id, title, message, "AsyncCore", DiagnosticSeverity.Warning);

    /// <summary>It works, and costs more on the board than it shows.</summary>
    public static DiagnosticDescriptor Costly(string id, string title, string message) => Make(id, title, message, "Performance", DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Make(string id, string title, string message, string category, DiagnosticSeverity severity)
    {
        string entry = Page + "#" + id.ToLowerInvariant();
        string link = string.IsNullOrEmpty(Repository) ? entry : (Repository!.EndsWith(".git", StringComparison.Ordinal) ? Repository.Substring(0, Repository.Length - 4) : Repository) + "/blob/main/" + entry;
        return new DiagnosticDescriptor(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: link);
    }
}
