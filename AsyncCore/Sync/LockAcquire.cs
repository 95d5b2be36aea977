using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>What tasks await to get a <see cref="Lock"/>: each lock has one, in which all of them wait, so that acquiring makes no object.</summary>
public sealed class LockAcquire : WaitQueue
{
    private readonly Lock gate;

    /// <summary>The lock was passed on to a task that has not had its turn since.</summary>
    private bool isPassedOn;

    internal LockAcquire(Lock gate)
    {
        this.gate = gate;
        State = Finished;
    }

    /// <summary>True if a task holds the lock.</summary>
    internal bool IsTaken => State == Waiting && !isPassedOn;

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
        isPassedOn = false;
        return gate;
    }

    internal override void Conclude()
    {
        State = Waiting;
        isPassedOn = false;
        Trampoline.Result = gate;
    }

    internal override void Abandon(Task task) => PassOn();

    internal override string Describe() => "Lock";

    /// <summary>Passes the lock on to the next in line; frees it if there is nobody.</summary>
    internal void PassOn()
    {
        isPassedOn = WakeFirst();
        if (!isPassedOn)
        {
            State = Finished;
        }
    }
}
