using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>A coroutine that awaits one thing and ends as it does: what makes a task of an event or a sleep.</summary>
internal sealed class AwaitableWrapper : Coroutine
{
    private readonly Awaitable awaited;

    internal AwaitableWrapper(Awaitable awaited) => this.awaited = awaited ?? throw new ArgumentNullException(nameof(awaited));

    /// <summary>What it awaits.</summary>
    internal Awaitable Awaited => awaited;

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
