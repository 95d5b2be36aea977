using System;

namespace AsyncCore;

/// <summary>A task that tells its gathering when it ends. What it failed with is told there, or to the exception handler if it came too late.</summary>
internal sealed class OwnedTask : Task
{
    private readonly Gathering gathering;

    internal OwnedTask(Coroutine coroutine, Gathering gathering)
        : base(coroutine)
    {
        this.gathering = gathering;
    }

    internal override bool End(object result, Exception fault)
    {
        bool isSeen = base.End(result, fault);
        return gathering.Note(this) | isSeen;
    }
}
