using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>
/// Programs made by dice: tasks that sleep, wait, set, spawn, gather, fail and cancel each other or themselves. Every waiter must be woken, and no wait may be
/// too short or too long.
/// </summary>
/// <remarks>
/// A pulse sets every event at each multiple of <see cref="PulseMs"/>, so that a wait that is longer was forgotten. To add a primitive:
/// give the programs one to share, one more step that uses it, and its number to <see cref="Steps"/>.
/// </remarks>
internal sealed class RandomTaskProgram : RandomProgram
{
    private const int Steps = 15;
    private const int PulseMs = 7;

    private readonly Event[] events = new Event[3];
    private readonly ThreadSafeFlag[] flags = new ThreadSafeFlag[2];
    private readonly bool[] flagIsTaken = new bool[2];

    private bool leavesEarly;
    private bool isOver;

    public RandomTaskProgram()
        : base(60)
    {
    }

    protected override void Prepare()
    {
        isOver = false;
        for (int i = 0; i < events.Length; i++)
        {
            events[i] = new Event();
        }

        for (int i = 0; i < flags.Length; i++)
        {
            flags[i] = new ThreadSafeFlag();
            flagIsTaken[i] = false;
        }

        leavesEarly = Throw(4) == 0;
    }

    protected override async Coroutine Main()
    {
        // To watch for slow turns, the loop looks outside after each one: other moments, other chances.
        EventLoop.Current.SlowTurnMs = Throw(2) == 0 ? int.MaxValue : 0;
        Task pulse = CreateTask(Pulse());
        int count = 3 + Throw(5);
        for (int i = 0; i < count; i++)
        {
            _ = Spawn(0);
        }

        await SleepMs(Throw(100));
        if (!leavesEarly)
        {
            await AwaitAll();
        }

        isOver = true;
        if (!leavesEarly)
        {
            await pulse;
        }
    }

    /// <summary>Goes on until all others have ended, even if it is cancelled: they may have swallowed their cancellation.</summary>
    private async Coroutine Pulse()
    {
        long nextMs = PulseMs;
        while (!isOver || Started != Ended)
        {
            try
            {
                await SleepMs((int)(nextMs - VirtualTime.NowMs));
            }
            catch (CancelledException)
            {
                continue;
            }

            nextMs += PulseMs;
            for (int i = 0; i < events.Length; i++)
            {
                events[i].Set();
                events[i].Clear();
            }
        }
    }

    private Task<int> Spawn(int depth)
    {
        int number = TaskCount;
        Task<int> task = CreateTask(Work(number, depth));
        Enter(task);
        return task;
    }

    private bool MaySpawn(int depth, int tasks) => depth < 3 && HasRoomFor(tasks);

    private async Coroutine<int> Work(int number, int depth)
    {
        Started++;
        try
        {
            int steps = 1 + Throw(6);
            for (int i = 0; i < steps; i++)
            {
                bool swallows = Throw(4) == 0;
                try
                {
                    await Step(number, depth, Throw(Steps));
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
            try
            {
                if (Throw(3) == 0)
                {
                    await SleepMs(Throw(10));
                }
            }
            finally
            {
                Ended++;
                Note(number, "ends");
            }
        }

        return number;
    }

    private async Coroutine Step(int number, int depth, int step)
    {
        switch (step)
        {
            case 0:
                await SleepAndCheck(number, Throw(20));
                break;
            case 1:
                for (int i = Throw(5); i >= 0; i--)
                {
                    await SleepMs(0);
                }

                break;
            case 2:
            case 3:
                await WaitAndCheck(number, Throw(events.Length));
                break;
            case 4:
                await WaitWithLimitAndCheck(number, Throw(events.Length), Throw(12));
                break;
            case 5:
                Note(number, "sets");
                events[Throw(events.Length)].Set();
                break;
            case 6:
                Note(number, "clears");
                events[Throw(events.Length)].Clear();
                break;
            case 7:
                if (MaySpawn(depth, 1))
                {
                    await AwaitChild(number, depth, Throw(2) == 0 ? 0 : 1 + Throw(30));
                }

                break;
            case 8:
                if (MaySpawn(depth, 3))
                {
                    await GatherChildren(number, depth, Throw(2) == 0);
                }

                break;
            case 9:
                if (MaySpawn(depth, 1))
                {
                    Note(number, "spawns");
                    _ = Spawn(depth + 1);
                }

                break;
            case 10:
                Cancel(number, Throw(TaskCount));
                break;
            case 11:
                await WaitForFlag(number, Throw(flags.Length), 1 + Throw(15));
                break;
            case 12:
                Note(number, "sets flag");
                flags[Throw(flags.Length)].Set();
                break;
            case 13:
                await CancelItselfAndWait(number);
                break;
            default:
                if (number + 1 < TaskCount)
                {
                    // Only younger ones: so nobody waits for itself through others.
                    await AwaitAnother(number, number + 1 + Throw(TaskCount - number - 1), 1 + Throw(20));
                }

                break;
        }

        MayFail(number);
    }

    private async Coroutine SleepAndCheck(int number, int durationMs)
    {
        Note(number, "sleeps", durationMs);
        long startMs = VirtualTime.NowMs;
        await SleepMs(durationMs);
        if (VirtualTime.NowMs - startMs != durationMs)
        {
            Violate("Task " + number + " slept for the wrong time.");
        }
    }

    private async Coroutine WaitAndCheck(int number, int index)
    {
        Note(number, "waits for event", index);
        long startMs = VirtualTime.NowMs;
        await events[index].Wait();
        if (VirtualTime.NowMs - startMs > PulseMs)
        {
            Violate("Task " + number + " was forgotten by event " + index + ".");
        }
    }

    private async Coroutine WaitWithLimitAndCheck(int number, int index, int limitMs)
    {
        Note(number, "waits with a limit for event", index);
        long startMs = VirtualTime.NowMs;
        bool expired = false;
        try
        {
            await WaitForMs(events[index], limitMs);
        }
        catch (TimeoutException)
        {
            expired = true;
        }

        long tookMs = VirtualTime.NowMs - startMs;
        if (expired ? tookMs != limitMs : tookMs > limitMs || tookMs > PulseMs)
        {
            Violate("Task " + number + " timed out at the wrong time.");
        }
    }

    private async Coroutine WaitForFlag(int number, int index, int limitMs)
    {
        if (flagIsTaken[index])
        {
            return;
        }

        Note(number, "waits for flag", index);
        flagIsTaken[index] = true;
        try
        {
            await WaitForMs(flags[index].Wait(), limitMs);
        }
        catch (TimeoutException)
        {
        }
        finally
        {
            flagIsTaken[index] = false;
        }
    }

    /// <summary>What it waits for comes at once, from outside; its cancellation must come before.</summary>
    private async Coroutine CancelItselfAndWait(int number)
    {
        Note(number, "cancels itself");
        ThreadSafeFlag flag = new ThreadSafeFlag();
        ThreadSafeFlag wait = flag.Wait();
        CurrentTask.Cancel();
        flag.Set();
        await wait;
        Violate("Task " + number + " went on though it had cancelled itself.");
    }

    private async Coroutine AwaitChild(int number, int depth, int limitMs)
    {
        int expected = TaskCount;
        Note(number, "awaits child", expected);
        Task<int> child = Spawn(depth + 1);
        try
        {
            int result = limitMs == 0 ? await child : await WaitForMs(child, limitMs);
            if (result != expected)
            {
                Violate("Task " + expected + " returned " + result + ".");
            }
        }
        catch (BrokenException)
        {
        }
        catch (TimeoutException)
        {
            if (!child.IsDone)
            {
                Violate("Task " + number + " went on before its child had unwound.");
            }
        }
    }

    private async Coroutine GatherChildren(int number, int depth, bool returnExceptions)
    {
        int expected = TaskCount;
        Note(number, "gathers from", expected);
        Task[] children = { Spawn(depth + 1), Spawn(depth + 1), Spawn(depth + 1) };
        try
        {
            object[] results = await Gather(returnExceptions, children[0], children[1], children[2], children[0]);
            for (int i = 0; i < 3; i++)
            {
                if (!children[i].IsDone || (results[i] is int result ? result != expected + i : !(results[i] is Exception)))
                {
                    Violate("Task " + number + " gathered wrong results.");
                }
            }
        }
        catch (BrokenException)
        {
        }
    }

    private async Coroutine AwaitAnother(int number, int other, int limitMs)
    {
        Note(number, "awaits", other);
        try
        {
            await WaitForMs(Tasks[other], limitMs);
        }
        catch (TimeoutException)
        {
        }
        catch (BrokenException)
        {
        }
    }
}
