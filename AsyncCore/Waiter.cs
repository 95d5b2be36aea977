using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>A coroutine that awaits one thing and ends as it does: what makes a task of an event or a sleep.</summary>
internal sealed class Waiter : Coroutine
{
    private readonly Awaitable awaited;

    internal Waiter(Awaitable awaited) => this.awaited = awaited ?? throw new ArgumentNullException(nameof(awaited));

    public override void MoveNext()
    {
        if (State == Unstarted)
        {
            State = 0;
            Trampoline.Awaited = awaited;
            return;
        }

        if (Trampoline.Fault == null)
        {
            awaited.Conclude();
        }

        State = Trampoline.Fault == null ? Finished : Faulted;
    }

    internal override string Describe() => awaited.Describe();
}
