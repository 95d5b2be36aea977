using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>What tasks await to get a <see cref="Lock"/>: each lock has one, in which all of them wait, so that acquiring makes no object.</summary>
public sealed class LockAcquire : WaitQueue
{
    /// <summary>The task that has taken the lock; null if it is free, or passed on to a task that has not had its turn since. Only this class writes it; a field spares a call.</summary>
    internal Task Holder;

    private readonly Lock gate;

    internal LockAcquire(Lock gate)
    {
        this.gate = gate;
        State = Finished;
    }

    /// <summary>True if a task holds the lock.</summary>
    internal bool IsTaken => Holder != null;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new LockAcquire GetAwaiter() => this;

    /// <summary>Part of the await pattern: takes the lock.</summary>
    /// <returns>The lock, to be released by disposing it.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Lock GetResult()
    {
        if (Trampoline.Fault != null)
        {
            Trampoline.Throw();
        }

        State = Waiting;
        Holder = Trampoline.Running;
        return gate;
    }

    internal override void Conclude()
    {
        State = Waiting;
        Holder = Trampoline.Running;
        Trampoline.Result = gate;
    }

    internal override void Abandon(Task task) => PassOn();

    internal override string Describe()
    {
        Task holder = Holder;
        return holder == null ? "Lock" : "Lock, held by " + holder.Name + (holder.IsDone ? ", which has ended" : "");
    }

    /// <summary>Passes the lock on to the next in line; frees it if there is nobody.</summary>
    internal void PassOn()
    {
        Holder = null;
        if (!WakeFirst())
        {
            State = Finished;
        }
    }
}
