namespace AsyncCore.Net;

/// <summary>A signal of another kind than those of a transport, with the words for a report.</summary>
internal sealed class NamedReadiness : Readiness
{
    private readonly string meaning;

    /// <summary>Makes a signal.</summary>
    /// <param name="meaning">What a task that waits for it waits for.</param>
    internal NamedReadiness(string meaning) => this.meaning = meaning;

    internal override string Describe() => meaning;
}
