using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Benchmarks;

/// <summary>What programs do all the time, so many times over.</summary>
internal static class Operations
{
    private const int Lockers = 10;
    private const int Forever = 1000000;

    internal static async Coroutine EventRoundTrip(int count)
    {
        Event there = new Event();
        Event back = new Event();
        Task answering = CreateTask(Answer(there, back, count));
        for (int i = 0; i < count; i++)
        {
            there.Set();
            await back.Wait();
            back.Clear();
        }

        await answering;
    }

    internal static Coroutine QueueOfOne(int count) => PutAndGet(new Queue(1), count);

    internal static Coroutine QueueOfHundred(int count) => PutAndGet(new Queue(100), count);

    internal static async Coroutine LockHandOver(int count)
    {
        Lock gate = new Lock();
        Task[] tasks = new Task[Lockers];
        for (int i = 0; i < Lockers; i++)
        {
            tasks[i] = CreateTask(Enter(gate, count / Lockers));
        }

        for (int i = 0; i < Lockers; i++)
        {
            await tasks[i];
        }
    }

    internal static async Coroutine FreeLock(int count)
    {
        Lock gate = new Lock();
        for (int i = 0; i < count; i++)
        {
            using (await gate.Acquire())
            {
            }
        }
    }

    internal static async Coroutine AwaitCoroutine(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await One();
        }
    }

    internal static async Coroutine CreateAndAwait(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await CreateTask(One());
        }
    }

    internal static async Coroutine WaitForInTime(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await WaitForMs(One(), 1000);
        }
    }

    internal static async Coroutine WaitForTooLate(int count)
    {
        for (int i = 0; i < count; i++)
        {
            try
            {
                await WaitForMs(SleepLong(), 1);
            }
            catch (TimeoutException)
            {
            }
        }
    }

    internal static async Coroutine GatherOfTen(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Gather(One(), One(), One(), One(), One(), One(), One(), One(), One(), One());
        }
    }

    internal static async Coroutine SleepLong() => await SleepMs(Forever);

    private static async Coroutine<int> One() => 1;

    private static async Coroutine Answer(Event there, Event back, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await there.Wait();
            there.Clear();
            back.Set();
        }
    }

    private static async Coroutine PutAndGet(Queue queue, int count)
    {
        Task getting = CreateTask(Get(queue, count));
        object item = new object();
        for (int i = 0; i < count; i++)
        {
            await queue.Put(item);
        }

        await getting;
    }

    private static async Coroutine Get(Queue queue, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await queue.Get();
        }
    }

    private static async Coroutine Enter(Lock gate, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using (await gate.Acquire())
            {
                await SleepMs(0);
            }
        }
    }
}
