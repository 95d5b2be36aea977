using System;

namespace AsyncCore.Net;

/// <summary>
/// The task of a lookup, which hears of its end however it comes: a task that is cancelled before its first turn runs no line of its coroutine, and its place must not stay
/// taken for that.
/// </summary>
internal sealed class LookupTask : Task
{
    private readonly NameResolver resolver;
    private readonly NameLookup lookup;

    internal LookupTask(NameResolver resolver, NameLookup lookup)
        : base(lookup.Run())
    {
        this.resolver = resolver;
        this.lookup = lookup;
    }

    public override string Name => "resolving " + lookup.Name;

    internal override bool End(object result, Exception fault)
    {
        base.End(result, fault);
        resolver.NoteEnd(lookup);

        // If nobody waits any more, nobody wants to know.
        return true;
    }
}
