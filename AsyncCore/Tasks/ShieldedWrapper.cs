using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>Awaits a task without owning it: if the wait is cancelled the task goes on, and nothing of the wait is left with it.</summary>
internal sealed class ShieldedWrapper : Coroutine<object>
{
    private readonly Task task;

    internal ShieldedWrapper(Task task) => this.task = task;

    /// <summary>A wait for something; for a task one that does not own it.</summary>
    internal static Coroutine WaitFor(Awaitable awaitable) =>
        awaitable is Task task ? new ShieldedWrapper(task) : awaitable as Coroutine ?? new AwaitableWrapper(awaitable);

    internal static Awaitable[] WaitForEach(Awaitable[] awaitables)
    {
        Awaitable[] waits = new Awaitable[awaitables.Length];
        for (int i = 0; i < waits.Length; i++)
        {
            waits[i] = WaitFor(awaitables[i]);
        }

        return waits;
    }

    public override Awaitable MoveNext()
    {
        if (State == Unstarted)
        {
            State = 0;
            return task;
        }

        if (Trampoline.Fault == null)
        {
            task.Conclude();
        }

        State = Trampoline.Fault == null ? Finished : Faulted;
        return null;
    }

    internal override string Describe() => task.Describe();
}
