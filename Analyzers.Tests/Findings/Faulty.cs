namespace AsyncCore.Analyzers.Tests.Findings;

/// <summary>A source with a fault, and how it is mended.</summary>
/// <param name="Code">The rule.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Source">The source; what must be found is in brackets: <c>[|...|]</c>.</param>
/// <param name="Mended">The source after the fix that is offered for the first finding; null if none must be.</param>
internal sealed record Faulty(string Code, string What, string Source, string? Mended = null);
