using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>
/// What programs made by dice have in common: a seed makes a program, which runs in virtual time and must do the same each time; every task must
/// end and unwind, no failure may be told twice, and the tree of awaits must name who is alive and nobody else. What else must hold, and what its tasks do, the kind of program knows.
/// </summary>
/// <remarks>A seed that breaks a promise fails the test with the line that replays it, step by step.</remarks>
internal abstract class RandomProgram
{
    /// <summary>
    /// How many programs of each kind the tests run: fewer in the parts that are built for nanoFramework's virtual device and the board, on which they take longer.
    /// </summary>
#if TEST_PART
    private const int SeedCount = 300;
#else
    private const int SeedCount = 3000;
#endif

    private const long LongestRunMs = 100000;

    /// <summary>How many steps lie between two looks at the tree of awaits.</summary>
    private const int StepsBetweenTrees = 8;

    private readonly int mostTasks;
    private uint dice;
    private int failures;
    private int reports;
    private int hash;
    private int steps;
    private bool isVerbose;
    private string violation;

    protected RandomProgram(int mostTasks) => this.mostTasks = mostTasks;

    /// <summary>The tasks so far, in the order of their numbers.</summary>
    protected Task[] Tasks { get; private set; }

    protected int TaskCount { get; private set; }

    /// <summary>How many tasks have begun their work.</summary>
    protected int Started { get; set; }

    /// <summary>How many of them have unwound.</summary>
    protected int Ended { get; set; }

    /// <summary>Runs the programs of all seeds, every fourth of them twice.</summary>
    internal void CheckAll()
    {
        for (int seed = 1; seed <= SeedCount; seed++)
        {
            int first = RunOnce(seed);
            if (violation == null && seed % 4 == 0 && RunOnce(seed) != first)
            {
                Violate("The second run differed from the first.");
            }

            if (violation != null)
            {
                Assert.IsTrue(false, "new " + GetType().Name + "().Replay(" + seed + "): " + violation);
            }
        }
    }

    /// <summary>Runs one program and prints its steps.</summary>
    public void Replay(int seed)
    {
        isVerbose = true;
        RunOnce(seed);
        OutputHelper.WriteLine(violation ?? "No promise was broken.");
    }

    /// <summary>Makes what the tasks share, afresh.</summary>
    protected abstract void Prepare();

    protected abstract Coroutine Main();

    /// <summary>A number below the sides, by Marsaglia's xorshift: the same on every runtime.</summary>
    protected int Throw(int sides)
    {
        dice ^= dice << 13;
        dice ^= dice >> 17;
        dice ^= dice << 5;
        return (int)((dice >> 8) % (uint)sides);
    }

    protected void Note(int number, string what, int detail = 0)
    {
        hash = (hash * 31) + (number * 7) + what.Length + (detail * 3) + (int)VirtualTime.NowMs;
        if (isVerbose)
        {
            OutputHelper.WriteLine(VirtualTime.NowMs + " ms: task " + number + " " + what + (detail == 0 ? "" : " " + detail));
        }

        if (++steps % StepsBetweenTrees == 0)
        {
            CheckTree();
        }
    }

    protected void Violate(string what) => violation ??= what + " At " + VirtualTime.NowMs + " ms.";

    protected bool HasRoomFor(int tasks) => TaskCount + tasks <= mostTasks;

    /// <summary>Enters a task, whose number was <see cref="TaskCount"/>.</summary>
    protected void Enter(Task task) => Tasks[TaskCount++] = task;

    /// <summary>Waits until all have ended; those that they create meanwhile, too.</summary>
    protected async Coroutine AwaitAll()
    {
        for (int i = 0; i < TaskCount; i++)
        {
            await Gather(true, WaitForMs(Gather(true, Tasks[i]), (int)LongestRunMs));
        }

        if (VirtualTime.NowMs >= LongestRunMs)
        {
            Violate("Somebody waited for ever.");
        }
    }

    protected void Cancel(int number, int other)
    {
        Note(number, "cancels", other);
        bool wasDone = Tasks[other].IsDone;
        if (Tasks[other].Cancel() == wasDone)
        {
            Violate("Cancel told " + wasDone + ".");
        }
    }

    protected void MayFail(int number)
    {
        if (Throw(40) == 0)
        {
            Note(number, "fails");
            failures++;
            throw new BrokenException("dice");
        }
    }

    private int RunOnce(int seed)
    {
        dice = ((uint)seed * 2654435761u) | 1;
        TaskCount = Started = Ended = failures = reports = hash = steps = 0;
        Tasks = new Task[mostTasks];
        violation = null;
        Prepare();
        try
        {
            VirtualTime.Run(MainWithReports());
        }
        catch (Exception exception)
        {
            Violate("Run threw " + exception.Message);
        }

        CheckEnd();
        return hash;
    }

    private async Coroutine MainWithReports()
    {
        EventLoop.Current.ExceptionHandler = CountReport;
        await Main();
    }

    private void CountReport(EventLoop loop, ExceptionContext context)
    {
        reports++;
        if (!(context.Exception is BrokenException))
        {
            Violate("Reported: " + context.Message + " " + context.Exception);
        }
    }

    /// <summary>The tree of awaits must name every task that is alive, once, and nobody else; a task stands one below the one that awaits it.</summary>
    private void CheckTree()
    {
        TaskTree tree = new TaskTree(EventLoop.Current);
        Task[] named = new Task[tree.Count];
        for (int i = 0; i < named.Length; i++)
        {
            Task task = tree.TaskAt(i);
            int depth = tree.DepthAt(i);
            if (task.IsDone || Array.IndexOf(named, task) >= 0)
            {
                Violate("The tree names " + task.Name + ", which has ended or was named before.");
            }

            if (depth > (i == 0 ? 0 : tree.DepthAt(i - 1) + 1))
            {
                Violate("In the tree nobody stands above " + task.Name + ".");
            }

            named[i] = task;
        }

        for (int i = 0; i < TaskCount; i++)
        {
            if (!Tasks[i].IsDone && Array.IndexOf(named, Tasks[i]) < 0)
            {
                Violate("The tree does not name task " + i + ".");
            }
        }

        if (Array.IndexOf(named, CurrentTask) < 0)
        {
            Violate("The tree does not name the task that runs.");
        }
    }

    private void CheckEnd()
    {
        if (new TaskTree(EventLoop.Current).Count != 0)
        {
            Violate("The tree names tasks after the end.");
        }

        for (int i = 0; i < TaskCount; i++)
        {
            if (!Tasks[i].IsDone)
            {
                Violate("Task " + i + " has not ended.");
            }
        }

        if (Started != Ended)
        {
            Violate(Started + " tasks started and " + Ended + " unwound.");
        }

        if (reports > failures)
        {
            Violate(failures + " tasks failed and " + reports + " were reported.");
        }
    }
}
