using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>Programs of any length with the primitives that must not allocate in the steady state.</summary>
public static class PrimitiveAllocationPrograms
{
    /// <summary>A lock that is free.</summary>
    public static void LockUncontended(int turns) => Run(HoldLock(new Lock(), turns, false), new AutojumpClock());

    /// <summary>A lock that three tasks want.</summary>
    public static void LockContended(int turns)
    {
        Lock gate = new Lock();
        Run(Gather(HoldLock(gate, turns, true), HoldLock(gate, turns, true), HoldLock(gate, turns, true)), new AutojumpClock());
    }

    /// <summary>A semaphore of two that three tasks want.</summary>
    public static void SemaphoreContended(int turns)
    {
        Semaphore permits = new Semaphore(2, 2);
        Run(Gather(Enter(permits, turns), Enter(permits, turns), Enter(permits, turns)), new AutojumpClock());
    }

    /// <summary>A queue for two with three producers and three consumers, who wait at the same time.</summary>
    public static void QueueBounded(int turns)
    {
        Queue queue = new Queue(2);
        Run(Gather(Put(queue, turns, 0), Put(queue, turns, 1), Put(queue, turns, 3), Take(queue, turns, 0), Take(queue, turns, 2), Take(queue, turns, 3)), new AutojumpClock());
    }

    /// <summary>A queue without bounds that does not grow.</summary>
    public static void QueueUnbounded(int turns)
    {
        Queue queue = new Queue();
        Run(Gather(Take(queue, turns, 0), Take(queue, turns, 0), Put(queue, turns, 1), Put(queue, turns, 1)), new AutojumpClock());
    }

    /// <summary>A ring queue whose getter waits for each item.</summary>
    public static void RingQueueHandOver(int turns)
    {
        RingQueue queue = new RingQueue(4, true);
        Run(Gather(TakeFromRing(queue, turns), PutIntoRing(queue, turns)), new AutojumpClock());
    }

    /// <summary>A message to a task that waits for it.</summary>
    public static void MessageHandOver(int turns)
    {
        Message message = new Message();
        Run(Gather(Receive(message, turns), Send(message, turns)), new AutojumpClock());
    }

    /// <summary>A countdown that is triggered, moved and awaited.</summary>
    public static void CountdownLoop(int turns) => Run(CountDown(turns), new AutojumpClock());

    /// <summary>A timeout scope that is entered and left.</summary>
    public static void TimeoutScopeLoop(int turns) => Run(EnterScope(turns), new AutojumpClock());

    /// <summary>A periodic timer.</summary>
    public static void PeriodicTimerLoop(int turns) => Run(Tick(turns), new AutojumpClock());

    private static async Coroutine HoldLock(Lock gate, int turns, bool waits)
    {
        for (int i = 0; i < turns; i++)
        {
            using (await gate.Acquire())
            {
                if (waits)
                {
                    await SleepMs(1);
                }
            }
        }
    }

    private static async Coroutine Enter(Semaphore permits, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            using (await permits.Acquire())
            {
                await SleepMs(1);
            }
        }
    }

    private static async Coroutine Put(Queue queue, int turns, int durationMs)
    {
        for (int i = 0; i < turns; i++)
        {
            await queue.Put(queue);
            await SleepMs(durationMs);
        }
    }

    private static async Coroutine Take(Queue queue, int turns, int durationMs)
    {
        for (int i = 0; i < turns; i++)
        {
            await queue.Get();
            await SleepMs(durationMs);
        }
    }

    private static async Coroutine TakeFromRing(RingQueue queue, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            await queue.Get();
        }
    }

    private static async Coroutine PutIntoRing(RingQueue queue, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            await SleepMs(1);
            queue.TryPut(queue);
        }
    }

    private static async Coroutine Receive(Message message, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            await message.Wait();
            message.Clear();
        }
    }

    private static async Coroutine Send(Message message, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            await SleepMs(1);
            message.Set(message);
        }
    }

    private static async Coroutine CountDown(int turns)
    {
        OneShotTimer countdown = new OneShotTimer();
        for (int i = 0; i < turns; i++)
        {
            countdown.Trigger(5);
            countdown.Trigger(1);
            await countdown.Wait();
        }
    }

    private static async Coroutine EnterScope(int turns)
    {
        TimeoutScope scope = new TimeoutScope();
        for (int i = 0; i < turns; i++)
        {
            using (scope.Enter(10))
            {
                await SleepMs(1);
            }
        }
    }

    private static async Coroutine Tick(int turns)
    {
        PeriodicTimer timer = new PeriodicTimer(10);
        for (int i = 0; i < turns; i++)
        {
            await timer.Next();
        }
    }
}
