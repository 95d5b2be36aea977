using System;

namespace AsyncCore;

/// <summary>Several tasks that one waits for. It knows nothing of what they do.</summary>
internal sealed class Gathering
{
    private readonly Task[] tasks;
    private readonly bool returnExceptions;
    private readonly Event progress = new Event();
    private int pending;
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
                gathering.progress.Clear();
                await gathering.progress.Wait();
            }
        }
        catch (CancelledException)
        {
            await gathering.CancelAll();
            throw;
        }

        if (gathering.firstFailure != null && !returnExceptions)
        {
            throw gathering.firstFailure;
        }

        return gathering.Results();
    }

    /// <summary>One of the tasks has ended.</summary>
    /// <returns>True if whoever gathers will see how.</returns>
    internal bool Note(Task task)
    {
        pending--;
        bool isSeen = returnExceptions || firstFailure == null;
        if (task.State != Awaitable.Finished)
        {
            firstFailure ??= task.Fault;
        }

        if (pending == 0 || (firstFailure != null && !returnExceptions))
        {
            progress.Set();
        }

        return isSeen;
    }

    private void Start(Awaitable[] awaitables)
    {
        for (int i = 0; i < awaitables.Length; i++)
        {
            Awaitable awaitable = awaitables[i] ?? throw new ArgumentNullException(nameof(awaitables));
            if (awaitable is not Coroutine coroutine)
            {
                coroutine = new Waiter(awaitable);
            }

            tasks[i] = EventLoop.Current.Start(new GatheredTask(coroutine, this));
            pending++;
        }
    }

    /// <summary>Cancelled, and once more for each time the caller is cancelled while the tasks unwind.</summary>
    private async Coroutine CancelAll()
    {
        while (true)
        {
            for (int i = 0; i < tasks.Length; i++)
            {
                tasks[i].Cancel();
            }

            try
            {
                while (pending > 0)
                {
                    progress.Clear();
                    await progress.Wait();
                }

                return;
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
            Task task = tasks[i];
            results[i] = task.State == Awaitable.Finished ? task.Result : task.Fault;
        }

        return results;
    }
}
