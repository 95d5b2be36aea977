using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>
/// Programs made by dice: tasks that sleep, wait, set, spawn, gather, fail and cancel each other in virtual time. Whatever they do, every task
/// must end, every waiter must be woken, no wait may be too short or too long, and the same seed must give the same run.
/// </summary>
/// <remarks>
/// A pulse sets every event at each multiple of <see cref="PulseMs"/>, so that a wait that is longer was forgotten. To add a primitive:
/// give the programs one to share, one more step that uses it, and its number to <see cref="Steps"/>.
/// </remarks>
internal static class RandomPrograms
{
    private const int Steps = 14;
    private const int PulseMs = 7;
    private const int MostTasks = 60;
    private const long LongestRunMs = 100000;

    private static readonly Event[] Events = new Event[3];
    private static readonly ThreadSafeFlag[] Flags = new ThreadSafeFlag[2];
    private static readonly bool[] FlagIsTaken = new bool[2];
    private static readonly Task[] Tasks = new Task[MostTasks];

    private static uint dice;
    private static int taskCount;
    private static int started;
    private static int ended;
    private static int failures;
    private static int reports;
    private static bool isVerbose;
    private static bool leavesEarly;
    private static bool isOver;
    private static int hash;
    private static string violation;

    /// <summary>Runs the programs of some seeds, each twice.</summary>
    internal static void Check(int firstSeed, int count)
    {
        isVerbose = false;
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            int first = RunOnce(seed);
            if (violation == null && RunOnce(seed) != first)
            {
                Violate("The second run differed from the first.");
            }

            Assert.IsTrue(violation == null, "RandomPrograms.Replay(" + seed + "): " + violation);
        }
    }

    /// <summary>Runs one program and prints its steps.</summary>
    public static void Replay(int seed)
    {
        isVerbose = true;
        RunOnce(seed);
        OutputHelper.WriteLine(violation ?? "No promise was broken.");
    }

    private static int RunOnce(int seed)
    {
        dice = ((uint)seed * 2654435761u) | 1;
        taskCount = started = ended = failures = reports = hash = 0;
        violation = null;
        isOver = false;
        for (int i = 0; i < Events.Length; i++)
        {
            Events[i] = new Event();
        }

        for (int i = 0; i < Flags.Length; i++)
        {
            Flags[i] = new ThreadSafeFlag();
            FlagIsTaken[i] = false;
        }

        Array.Clear(Tasks, 0, MostTasks);
        leavesEarly = Throw(4) == 0;
        try
        {
            VirtualTime.Run(Main());
        }
        catch (Exception exception)
        {
            Violate("Run threw " + exception.Message);
        }

        for (int i = 0; i < taskCount; i++)
        {
            if (!Tasks[i].IsDone)
            {
                Violate("Task " + i + " has not ended.");
            }
        }

        if (started != ended)
        {
            Violate(started + " tasks started and " + ended + " unwound.");
        }

        if (reports > failures)
        {
            Violate(failures + " tasks failed and " + reports + " were reported.");
        }

        return hash;
    }

    private static async Coroutine Main()
    {
        EventLoop.Current.ExceptionHandler = CountReport;

        // To watch for slow turns, the loop looks outside after each one: other moments, other chances.
        EventLoop.Current.SlowTurnMs = Throw(2) == 0 ? int.MaxValue : 0;
        Task pulse = CreateTask(Pulse());
        int count = 3 + Throw(5);
        for (int i = 0; i < count; i++)
        {
            _ = Spawn(0);
        }

        await SleepMs(Throw(100));
        if (leavesEarly)
        {
            isOver = true;
            return;
        }

        // Those that are cancelled too may create others meanwhile.
        for (int i = 0; i < taskCount; i++)
        {
            await Gather(true, WaitForMs(Gather(true, Tasks[i]), (int)LongestRunMs));
        }

        if (VirtualTime.NowMs >= LongestRunMs)
        {
            Violate("It took too long.");
        }

        isOver = true;
        await pulse;
    }

    /// <summary>Goes on until all others have ended, even if it is cancelled: they may have swallowed their cancellation.</summary>
    private static async Coroutine Pulse()
    {
        long nextMs = PulseMs;
        while (!isOver || started != ended)
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
            for (int i = 0; i < Events.Length; i++)
            {
                Events[i].Set();
                Events[i].Clear();
            }
        }
    }

    private static void CountReport(EventLoop loop, ExceptionContext context)
    {
        reports++;
        if (!(context.Exception is BrokenException))
        {
            Violate("Reported: " + context.Message + " " + context.Exception);
        }
    }

    private static Task<int> Spawn(int depth)
    {
        int number = taskCount;
        Task<int> task = CreateTask(Work(number, depth));
        Tasks[taskCount++] = task;
        return task;
    }

    private static bool MaySpawn(int depth, int tasks) => depth < 3 && taskCount + tasks <= MostTasks;

    private static async Coroutine<int> Work(int number, int depth)
    {
        started++;
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
                ended++;
                Note(number, "ends");
            }
        }

        return number;
    }

    private static async Coroutine Step(int number, int depth, int step)
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
                await WaitAndCheck(number, Throw(Events.Length));
                break;
            case 4:
                await WaitWithLimitAndCheck(number, Throw(Events.Length), Throw(12));
                break;
            case 5:
                Note(number, "sets");
                Events[Throw(Events.Length)].Set();
                break;
            case 6:
                Note(number, "clears");
                Events[Throw(Events.Length)].Clear();
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
                Cancel(number, Throw(taskCount));
                break;
            case 11:
                await WaitForFlag(number, Throw(Flags.Length), 1 + Throw(15));
                break;
            case 12:
                Note(number, "sets flag");
                Flags[Throw(Flags.Length)].Set();
                break;
            default:
                if (number + 1 < taskCount)
                {
                    // Only younger ones: so nobody waits for itself through others.
                    await AwaitAnother(number, number + 1 + Throw(taskCount - number - 1), 1 + Throw(20));
                }

                break;
        }

        if (Throw(40) == 0)
        {
            Note(number, "fails");
            failures++;
            throw new BrokenException("dice");
        }
    }

    private static async Coroutine SleepAndCheck(int number, int durationMs)
    {
        Note(number, "sleeps", durationMs);
        long startMs = VirtualTime.NowMs;
        await SleepMs(durationMs);
        if (VirtualTime.NowMs - startMs != durationMs)
        {
            Violate("Task " + number + " slept for the wrong time.");
        }
    }

    private static async Coroutine WaitAndCheck(int number, int index)
    {
        Note(number, "waits for event", index);
        long startMs = VirtualTime.NowMs;
        await Events[index].Wait();
        if (VirtualTime.NowMs - startMs > PulseMs)
        {
            Violate("Task " + number + " was forgotten by event " + index + ".");
        }
    }

    private static async Coroutine WaitWithLimitAndCheck(int number, int index, int limitMs)
    {
        Note(number, "waits with a limit for event", index);
        long startMs = VirtualTime.NowMs;
        bool expired = false;
        try
        {
            await WaitForMs(Events[index], limitMs);
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

    private static async Coroutine WaitForFlag(int number, int index, int limitMs)
    {
        if (FlagIsTaken[index])
        {
            return;
        }

        Note(number, "waits for flag", index);
        FlagIsTaken[index] = true;
        try
        {
            await WaitForMs(Flags[index].Wait(), limitMs);
        }
        catch (TimeoutException)
        {
        }
        finally
        {
            FlagIsTaken[index] = false;
        }
    }

    private static async Coroutine AwaitChild(int number, int depth, int limitMs)
    {
        int expected = taskCount;
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

    private static async Coroutine GatherChildren(int number, int depth, bool returnExceptions)
    {
        int expected = taskCount;
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

    private static async Coroutine AwaitAnother(int number, int other, int limitMs)
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

    private static void Cancel(int number, int other)
    {
        Note(number, "cancels", other);
        bool wasDone = Tasks[other].IsDone;
        if (Tasks[other].Cancel() == wasDone)
        {
            Violate("Cancel told " + wasDone + ".");
        }
    }

    private static void Note(int number, string what, int detail = 0)
    {
        hash = (hash * 31) + (number * 7) + what.Length + (detail * 3) + (int)VirtualTime.NowMs;
        if (isVerbose)
        {
            OutputHelper.WriteLine(VirtualTime.NowMs + " ms: task " + number + " " + what + (detail == 0 ? "" : " " + detail));
        }
    }

    private static void Violate(string what) => violation ??= what + " At " + VirtualTime.NowMs + " ms.";

    /// <summary>A number below the sides, by Marsaglia's xorshift: the same on every runtime.</summary>
    private static int Throw(int sides)
    {
        dice ^= dice << 13;
        dice ^= dice >> 17;
        dice ^= dice << 5;
        return (int)((dice >> 8) % (uint)sides);
    }
}
