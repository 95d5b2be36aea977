namespace AsyncCore.Net;

/// <summary>
/// The task of a lookup, which hears of its end however it comes: a task that is cancelled before its first turn runs no line of its coroutine, and its place must not stay
/// taken for that.
/// </summary>
internal sealed class LookupTask : OwnedTask
{
    internal LookupTask(NameResolver resolver, NameLookup lookup)
        : base(lookup.Run(), resolver)
    {
        Lookup = lookup;
    }

    public override string Name => "resolving " + Lookup.Name;

    /// <summary>What it runs.</summary>
    internal NameLookup Lookup { get; }
}
