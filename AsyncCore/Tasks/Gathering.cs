using System;

namespace AsyncCore;

/// <summary>Several tasks that one waits for. It knows nothing of what they do.</summary>
internal sealed class Gathering : WaitQueue, ITaskOwner
{
    private readonly OwnedTask[] tasks;
    private readonly bool returnExceptions;
    private int pending;
    private bool isCancelled;
    private Exception firstFailure;

    private Gathering(int count, bool returnExceptions)
    {
        tasks = new OwnedTask[count];
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

    internal override Task AwaitedTask(int index) => index < tasks.Length ? tasks[index] : null;

    internal override string Describe() => "what it gathers";

    /// <summary>One of the tasks has ended.</summary>
    /// <returns>True if whoever gathers will see how.</returns>
    bool ITaskOwner.NoteEnd(OwnedTask task)
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

        try
        {
            for (int i = 0; i < awaitables.Length; i++)
            {
                tasks[i] = FindEarlier(awaitables, i) ?? Start(awaitables[i]);
                Mark(awaitables[i] as Task, i);
            }
        }
        finally
        {
            for (int i = 0; i < awaitables.Length; i++)
            {
                Unmark(awaitables[i] as Task, i);
            }
        }
    }

    private OwnedTask Start(Awaitable awaitable)
    {
        EventLoop loop = EventLoop.Current;
        OwnedTask task = OwnedTask.Of(loop, awaitable as Coroutine ?? new AwaitableWrapper(awaitable), this);
        loop.Start(task);
        pending++;
        return task;
    }

    /// <summary>What was started for the same awaitable, if that stands here twice; else null.</summary>
    private OwnedTask FindEarlier(Awaitable[] awaitables, int i)
    {
        if (awaitables[i] is Task task)
        {
            return task.HeapIndex < 0 ? tasks[~task.HeapIndex] : null;
        }

        if (awaitables[i] is Coroutine coroutine && coroutine.Caller == null)
        {
            return null;
        }

        int first = Array.IndexOf(awaitables, awaitables[i]);
        return first < i ? tasks[first] : null;
    }

    /// <summary>
    /// Lets a task know where it stands here while all are started, so that none has to be searched for. It lends its place in the heap for that, which what
    /// was started for it keeps.
    /// </summary>
    private void Mark(Task task, int i)
    {
        if (task != null && task.HeapIndex >= 0)
        {
            tasks[i].HeapIndex = task.HeapIndex;
            task.HeapIndex = ~i;
        }
    }

    private void Unmark(Task task, int i)
    {
        if (task != null && task.HeapIndex == ~i)
        {
            task.HeapIndex = tasks[i].HeapIndex;
            tasks[i].HeapIndex = 0;
        }
    }

    private void CancelAll()
    {
        isCancelled = true;
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i].CancelChild();
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
