using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <content>What the tasks do.</content>
internal sealed partial class RandomResourceProgram
{
    private const int Steps = 13;

    private async Coroutine Work(int number, int depth)
    {
        Started++;
        try
        {
            int steps = 1 + Throw(6);
            for (int i = 0; i < steps; i++)
            {
                bool swallows = Throw(3) == 0;
                try
                {
                    int step = Throw(Steps);
                    if (Throw(3) == 0)
                    {
                        await WaitForMs(Step(number, depth, step), 1 + Throw(12));
                    }
                    else if (Throw(4) == 0)
                    {
                        await StepInScope(number, depth, step);
                    }
                    else
                    {
                        await Step(number, depth, step);
                    }
                }
                catch (TimeoutException)
                {
                    Note(number, "times out");
                }
                catch (CancelledException)
                {
                    Note(number, "cancelled");
                    if (!swallows)
                    {
                        throw;
                    }
                }
            }
        }
        finally
        {
            Ended++;
            Note(number, "ends");
        }
    }

    private async Coroutine StepInScope(int number, int depth, int step)
    {
        using (TimeoutScope.After(1 + Throw(12)))
        {
            await Step(number, depth, step);
        }
    }

    private async Coroutine Step(int number, int depth, int step)
    {
        switch (step)
        {
            case 0:
                await SleepMs(Throw(10));
                break;
            case 1:
            case 2:
                await HoldLock(number, Throw(locks.Length));
                break;
            case 3:
            case 4:
                await EnterSemaphore(number);
                break;
            case 5:
                await PutItem(number, Throw(2));
                break;
            case 6:
            case 7:
                await GetItem(number, Throw(2));
                break;
            case 8:
                await GetFromRing(number);
                break;
            case 9:
                Note(number, "comes to the barrier");
                await barrier.Wait();
                break;
            case 10:
                if (depth < 2 && HasRoomFor(4))
                {
                    await RunGroup(number, depth);
                }

                break;
            case 11:
                CancelSomebody(number);
                break;
            default:
                await TakeWhatComesFirst(number);
                break;
        }

        if (Throw(3) == 0)
        {
            // In the turn in which it may have woken somebody.
            CancelSomebody(number);
        }

        MayFail(number);
    }

    private async Coroutine HoldLock(int number, int index)
    {
        Note(number, "wants lock", index);
        lockWaiters[index]++;
        try
        {
            if (Throw(3) == 0)
            {
                await WaitForMs(locks[index].Acquire(), 1 + Throw(10));
            }
            else
            {
                await locks[index].Acquire();
            }
        }
        finally
        {
            lockWaiters[index]--;
        }

        using (locks[index])
        {
            Note(number, "has lock", index);
            if (++holders[index] != 1)
            {
                Violate(holders[index] + " tasks hold lock " + index + ".");
            }

            try
            {
                await SleepMs(Throw(6));
            }
            finally
            {
                holders[index]--;
            }
        }
    }

    private async Coroutine EnterSemaphore(int number)
    {
        Note(number, "wants a permit");
        bool insists = Throw(3) == 0;
        permitWaiters++;
        try
        {
            await permits.Acquire();
        }
        catch (CancelledException) when (insists)
        {
            Note(number, "insists");
            await permits.Acquire();
        }
        finally
        {
            permitWaiters--;
        }

        using (permits)
        {
            Note(number, "has a permit");
            if (++inside > Permits)
            {
                Violate(inside + " tasks are in.");
            }

            try
            {
                await SleepMs(Throw(6));
            }
            finally
            {
                inside--;
            }
        }
    }

    private int NextItem(int number)
    {
        int item = itemsPut++ % itemIsOut.Length;
        itemIsOut[item] = false;
        Note(number, "puts", item);
        return item;
    }

    private void Took(int number, object item)
    {
        int index = (int)item;
        Note(number, "took", index);
        if (itemIsOut[index])
        {
            Violate("Item " + index + " came twice.");
        }

        itemIsOut[index] = true;
        itemsTaken++;
    }

    private async Coroutine PutItem(int number, int index)
    {
        int item = NextItem(number);
        bool done = false;
        putters[index]++;
        try
        {
            await queues[index].Put(item);
            done = true;
        }
        finally
        {
            putters[index]--;
            if (!done)
            {
                // It was not put; nobody may take it.
                itemIsOut[item] = true;
                itemsTaken++;
            }
        }
    }

    private async Coroutine GetItem(int number, int index)
    {
        Note(number, "wants an item of queue", index);
        object item;
        getters[index]++;
        try
        {
            item = Throw(3) == 0 ? await WaitForMs(queues[index].Get(), 1 + Throw(10)) : await queues[index].Get();
        }
        finally
        {
            getters[index]--;
        }

        Took(number, item);
    }

    private async Coroutine GetFromRing(int number)
    {
        if (ringIsTaken)
        {
            ring.TryPut(number);
            return;
        }

        ringIsTaken = true;
        try
        {
            Note(number, "wants an item of the ring");
            await ring.Get();
        }
        finally
        {
            ringIsTaken = false;
        }
    }

    private async Coroutine RunGroup(int number, int depth)
    {
        Note(number, "begins a group");
        Task[] children = new Task[1 + Throw(3)];
        try
        {
            await TaskGroup.Run(async group =>
            {
                for (int i = 0; i < children.Length; i++)
                {
                    children[i] = group.CreateTask(Work(TaskCount, depth + 1));
                    Enter(children[i]);
                }

                await SleepMs(Throw(5));
            });
        }
        catch (TaskGroupException)
        {
            Note(number, "sees its group fail");
        }
        finally
        {
            for (int i = 0; i < children.Length; i++)
            {
                if (!children[i].IsDone)
                {
                    Violate("The group of task " + number + " ended before its tasks.");
                }
            }
        }
    }

    /// <summary>Waits for one of several; what the others were about to get must go to somebody else.</summary>
    private async Coroutine TakeWhatComesFirst(int number)
    {
        Note(number, "waits for any");
        await WaitAny(EnterSemaphore(number), HoldLock(number, 0), SleepMs(1 + Throw(8)));
    }

    private void CancelSomebody(int number)
    {
        int other = Throw(TaskCount);
        while (Tasks[other].IsDone && Throw(4) > 0)
        {
            other = (other + 1) % TaskCount;
        }

        Cancel(number, other);
    }
}
