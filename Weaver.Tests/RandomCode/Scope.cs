namespace Weaver.Tests.RandomCode;

/// <summary>What a statement at some place of a random class may use.</summary>
internal sealed record Scope(bool IsAsync, string ReturnType)
{
    public bool CanAwait { get; init; } = IsAsync;

    public bool CanReturn { get; init; } = true;

    public bool CanBreak { get; init; }

    public bool CanContinue { get; init; }

    public bool CanRethrow { get; init; }

    public int Depth { get; init; }

    public IReadOnlyList<string> Locals { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    public Scope With(string local) => this with { Locals = [.. Locals, local] };

    public Scope Deeper() => this with { Depth = Depth + 1 };

    /// <summary>A place that no jump leaves: a finally block, another method.</summary>
    public Scope Sealed() => this with { CanReturn = false, CanBreak = false, CanContinue = false, Labels = [] };
}
