namespace Weaver.Tests;

/// <summary>A source and the errors it should get.</summary>
/// <param name="What">What is wrong with it.</param>
/// <param name="Source">What stands in the class <c>Program</c>.</param>
/// <param name="Errors">The errors as the build prints them.</param>
internal sealed record RefusedSource(string What, string Source, params string[] Errors)
{
    /// <summary>The errors in optimised code, if they differ by more than what the compiler makes of a method's opening brace.</summary>
    public string[]? WhenOptimised { get; init; }
}
