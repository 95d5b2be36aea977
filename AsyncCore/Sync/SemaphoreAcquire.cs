using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// What tasks await to get a permit of a <see cref="Semaphore"/>: each semaphore has one, in which all of them wait, so that acquiring makes no object.
/// </summary>
public sealed class SemaphoreAcquire : WaitQueue
{
    private readonly Semaphore semaphore;
    private int free;

    /// <summary>Permits passed on to tasks that have not had their turn since.</summary>
    private int promised;

    internal SemaphoreAcquire(Semaphore semaphore, int permits)
    {
        this.semaphore = semaphore;
        free = permits;
        Show();
    }

    /// <summary>Permits that anybody may take.</summary>
    internal int FreeCount => free;

    /// <summary>Permits that no task holds: the free ones, and those on their way to a task.</summary>
    internal int UntakenCount => free + promised;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new SemaphoreAcquire GetAwaiter() => this;

    /// <summary>Part of the await pattern: takes the permit.</summary>
    /// <returns>The semaphore, to be released by disposing it.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Semaphore GetResult()
    {
        if (Trampoline.Fault != null)
        {
            Trampoline.Throw();
        }

        Take();
        return semaphore;
    }

    internal override void Conclude()
    {
        Take();
        Trampoline.Result = semaphore;
    }

    internal override void Abandon(Task task)
    {
        promised--;
        Give();
    }

    internal override string Describe() => "Semaphore";

    /// <summary>Gives a permit to the next in line; if there is nobody, it is free.</summary>
    internal void Give()
    {
        if (WakeFirst())
        {
            promised++;
        }
        else
        {
            free++;
        }

        Show();
    }

    private void Take()
    {
        Task task = Trampoline.Running;
        if (task.WaitingOn == this)
        {
            // It waited, and what it waited for is its own now.
            task.WaitingOn = null;
            promised--;
        }
        else
        {
            free--;
        }

        Show();
    }

    private void Show() => State = free > 0 ? Finished : Waiting;
}
