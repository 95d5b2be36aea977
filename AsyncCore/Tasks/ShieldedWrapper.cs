namespace AsyncCore;

/// <summary>Awaits a task without owning it: if the wait is cancelled the task goes on, and nothing of the wait is left with it.</summary>
internal sealed class ShieldedWrapper : AwaitableWrapper
{
    internal ShieldedWrapper(Task task)
        : base(task)
    {
    }

    internal override Task Owned => null;

    /// <summary>Lets a task be awaited without being owned.</summary>
    internal static async Coroutine<object> Run(Awaitable awaitable) => await new ShieldedWrapper(Asyncio.CreateTask(awaitable));

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
}
