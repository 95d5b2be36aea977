using System;

namespace AsyncCore;

/// <summary>Waits for the first of several; the waits for the others are given up.</summary>
internal static class FirstOf
{
    internal static async Coroutine<int> Run(Awaitable[] awaitables)
    {
        if (awaitables.Length == 0)
        {
            throw new ArgumentException("There must be at least one to wait for.", nameof(awaitables));
        }

        Event anyEnded = new Event();
        Task[] waits = new Task[awaitables.Length];
        for (int i = 0; i < waits.Length; i++)
        {
            waits[i] = EventLoop.Current.Start(new Wait(awaitables[i], anyEnded));
        }

        try
        {
            await anyEnded.Wait();
        }
        finally
        {
            await GiveUp(waits);
        }

        int first = 0;
        while (waits[first].IsCancelled)
        {
            first++;
        }

        _ = waits[first].Result;
        return first;
    }

    private static async Coroutine GiveUp(Task[] waits)
    {
        for (int i = 0; i < waits.Length; i++)
        {
            waits[i].Cancel();
        }

        for (int i = 0; i < waits.Length; i++)
        {
            while (!waits[i].IsDone)
            {
                await Asyncio.SleepMs(0);
            }
        }
    }

    /// <summary>A task, given from outside, is only watched; all else belongs to the wait and is cancelled with it.</summary>
    private sealed class Wait : Task
    {
        private readonly Event ended;

        internal Wait(Awaitable awaitable, Event ended)
            : base(awaitable is Task ? Shield.Run(awaitable) : awaitable as Coroutine ?? new Waiter(awaitable))
        {
            this.ended = ended;
        }

        internal override bool End(object result, Exception fault)
        {
            base.End(result, fault);
            ended.Set();
            return true;
        }
    }
}
