namespace AsyncCore.Analyzers.Tests.Findings;

/// <summary>A source that looks as if it had the fault, and has not.</summary>
/// <param name="Code">The rule that must be silent; so must all others.</param>
/// <param name="What">What is right.</param>
/// <param name="Source">The source; it compiles.</param>
internal sealed record Faultless(string Code, string What, string Source);
