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
    bool ITaskOwner.NoteEnd(Task task)
    {
        pending--;
        if (task.State != Awaitable.Finished)
        {
            return NoteFailure(task);
        }

        if (pending == 0)
        {
            EndWait();
        }

        return true;
    }

    private bool NoteFailure(Task task)
    {
        bool isSeen = !isCancelled && (returnExceptions || firstFailure == null);
        firstFailure ??= task.Fault;
        if (pending == 0 || !returnExceptions)
        {
            EndWait();
        }

        return isSeen;
    }

    /// <summary>A method of its own: it is for the last task only, and locals that are not used cost time too.</summary>
    private void EndWait() => WakeAll();

    /// <summary>Makes tasks of all, and then lets them begin: if one is refused, none has.</summary>
    private void Start(Awaitable[] awaitables)
    {
        EventLoop loop = EventLoop.Current;
        OwnedTask[] started = tasks;
        int count = started.Length;
        bool isPlain = !loop.TracksAges;
        bool anyMarked = false;
        Task first = null;
        Task last = null;
        try
        {
            for (int i = 0; i < count; i++)
            {
                Awaitable awaitable = awaitables[i];
                OwnedTask task;
                if (isPlain && awaitable is Coroutine { Caller: null, State: Unstarted } coroutine)
                {
                    // As MakeTask does, with less to look at.
                    coroutine.Caller = Coroutine.Root;
                    task = new OwnedTask(coroutine, this);
                }
                else
                {
                    task = FindEarlier(awaitables, i);
                    if (task != null)
                    {
                        started[i] = task;
                        continue;
                    }

                    task = MakeTask(loop, awaitable);
                    if (awaitable is Task given)
                    {
                        started[i] = task;
                        Mark(given, i);
                        anyMarked = true;
                    }
                }

                started[i] = task;
                pending++;
                if (last == null)
                {
                    first = task;
                }
                else
                {
                    last.Next = task;
                }

                last = task;
            }
        }
        finally
        {
            for (int i = 0; anyMarked && i < count; i++)
            {
                Unmark(awaitables[i] as Task, i);
            }
        }

        if (first != null)
        {
            loop.MakeChainReady(first, last);
        }
    }

    private OwnedTask MakeTask(EventLoop loop, Awaitable awaitable)
    {
        if (awaitable == null)
        {
            throw new ArgumentNullException("awaitables");
        }

        Coroutine coroutine = awaitable as Coroutine ?? new AwaitableWrapper(awaitable);
        loop.Claim(coroutine);
        return OwnedTask.Of(loop, coroutine, this);
    }

    /// <summary>What was started for the same awaitable, if that stands here twice; else null.</summary>
    private OwnedTask FindEarlier(Awaitable[] awaitables, int i)
    {
        if (awaitables[i] is Task task)
        {
            return task.HeapIndex < 0 ? tasks[~task.HeapIndex] : null;
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
        if (task.HeapIndex >= 0)
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
        OwnedTask[] ended = tasks;
        int count = ended.Length;
        object[] results = new object[count];
        for (int i = 0; i < count; i++)
        {
            results[i] = ended[i].Outcome;
        }

        return results;
    }
}
