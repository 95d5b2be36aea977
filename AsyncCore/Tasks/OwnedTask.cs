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

    /// <summary>Cancels what it stands for. If that is a task that was given, it is cancelled itself, for this one may not have begun to wait for it.</summary>
    internal void CancelChild()
    {
        Task given = Innermost is AwaitableWrapper wrapper ? wrapper.Awaited as Task : null;
        (given ?? this).Cancel();
    }

    internal override bool End(object result, Exception fault)
    {
        bool isSeen = base.End(result, fault);
        return gathering.Note(this) | isSeen;
    }
}
