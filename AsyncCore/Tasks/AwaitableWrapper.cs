using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>A coroutine that awaits one thing and ends as it does: what makes a task of an event or a sleep.</summary>
internal class AwaitableWrapper : Coroutine<object>
{
    private readonly Awaitable awaited;

    internal AwaitableWrapper(Awaitable awaited) => this.awaited = awaited ?? throw new ArgumentNullException(nameof(awaited));

    /// <summary>The task that it awaits; null if it is something else.</summary>
    internal Task Given => awaited as Task;

    /// <summary>The task that it awaits and that is cancelled with it; null if there is none.</summary>
    internal virtual Task Owned => Given;

    public override Awaitable MoveNext()
    {
        if (State == Unstarted)
        {
            State = 0;
            return awaited;
        }

        if (Trampoline.Fault == null)
        {
            awaited.Conclude();
        }

        State = Trampoline.Fault == null ? Finished : Faulted;
        return null;
    }

    internal override string Describe() => awaited.Describe();
}
