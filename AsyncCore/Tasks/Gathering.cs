using System;

namespace AsyncCore;

/// <summary>Several tasks that one waits for. It knows nothing of what they do.</summary>
internal sealed class Gathering : WaitQueue
{
    private readonly Task[] tasks;
    private readonly bool returnExceptions;
    private int pending;
    private bool isCancelled;
    private Exception firstFailure;

    private Gathering(int count, bool returnExceptions)
    {
        tasks = new Task[count];
        this.returnExceptions = returnExceptions;
    }

    internal static async Coroutine<object[]> Run(Awaitable[] awaitables, bool returnExceptions)
    {
        Gathering gathering = new Gathering(awaitables.Length, returnExceptions);
        gathering.Start(awaitables);
        try
        {
            while (gathering.pending > 0 && (returnExceptions || gathering.firstFailure == null))
            {
                await gathering;
            }
        }
        catch (CancelledException)
        {
            await gathering.Unwind();
            throw;
        }

        if (gathering.firstFailure != null && !returnExceptions)
        {
            throw gathering.firstFailure;
        }

        return gathering.Results();
    }

    /// <summary>Part of the await pattern: the type tells the weaver that the wait has no result.</summary>
    public new Gathering GetAwaiter() => this;

    /// <summary>If the waiting task is cancelled the others are at that very moment, not a turn later when they may have started.</summary>
    internal override void RemoveWaiter(Task task)
    {
        base.RemoveWaiter(task);
        CancelAll();
    }

    internal override string Describe() => "what it gathers";

    /// <summary>One of the tasks has ended.</summary>
    /// <returns>True if whoever gathers will see how.</returns>
    internal bool Note(Task task)
    {
        pending--;
        if (task.State == Awaitable.Finished)
        {
            if (pending == 0)
            {
                WakeAll();
            }

            return true;
        }

        bool isSeen = !isCancelled && (returnExceptions || firstFailure == null);
        firstFailure ??= task.Fault;
        if (pending == 0 || !returnExceptions)
        {
            WakeAll();
        }

        return isSeen;
    }

    private void Start(Awaitable[] awaitables)
    {
        foreach (Awaitable awaitable in awaitables)
        {
            if (awaitable == null)
            {
                throw new ArgumentNullException(nameof(awaitables));
            }
        }

        EventLoop loop = EventLoop.Current;
        for (int i = 0; i < awaitables.Length; i++)
        {
            Coroutine coroutine = awaitables[i] as Coroutine;
            if (coroutine == null || coroutine.Caller != null)
            {
                // Not a coroutine, or one that was started: it may stand here twice.
                int first = Array.IndexOf(awaitables, awaitables[i]);
                if (first < i)
                {
                    tasks[i] = tasks[first];
                    continue;
                }

                coroutine ??= new AwaitableWrapper(awaitables[i]);
            }

            tasks[i] = loop.Start(new OwnedTask(coroutine, this));
            pending++;
        }
    }

    private void CancelAll()
    {
        isCancelled = true;
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i].Cancel();
        }
    }

    /// <summary>Waits until all have ended, however often the caller is cancelled meanwhile.</summary>
    private async Coroutine Unwind()
    {
        if (!isCancelled)
        {
            CancelAll();
        }

        while (pending > 0)
        {
            try
            {
                await this;
            }
            catch (CancelledException)
            {
            }
        }
    }

    private object[] Results()
    {
        object[] results = new object[tasks.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = tasks[i].Outcome;
        }

        return results;
    }
}
