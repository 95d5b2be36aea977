using System;

namespace AsyncCore;

/// <summary>
/// The tasks of a loop at one moment, as a tree of awaits: below each task stand those that it waits for. It is made when somebody asks; the loop keeps nothing
/// for it. In asyncio: <c>format_call_graph()</c> of all tasks, and <c>python -m asyncio pstree</c>.
/// </summary>
/// <example>
/// <code>
/// 4 tasks
/// #1 Main waits for the tasks of a group, in Main > Run
///   #2 Blink sleeps, 340 ms left
///   #3 Log waits for Lock, held by Store (#4), in Log > Append
///   #4 Store is ready
/// </code>
/// </example>
public sealed class TaskTree
{
    /// <summary>How many tasks a text names, so that it can be made on a board that has little memory left.</summary>
    private const int MaxTold = 32;

    private readonly EventLoop loop;
    private readonly Task[] tasks;
    private readonly int[] depths;

    /// <summary>Looks at the tasks of a loop. Only for the loop's own thread: another one gets at it with <see cref="EventLoop.CallSoonThreadSafe"/>.</summary>
    /// <param name="loop">The loop.</param>
    /// <exception cref="ArgumentNullException">There is no loop.</exception>
    public TaskTree(EventLoop loop)
    {
        this.loop = loop ?? throw new ArgumentNullException(nameof(loop));
        Task[] alive = loop.AllTasks();
        tasks = new Task[alive.Length];
        depths = new int[alive.Length];
        for (int i = 0; i < alive.Length; i++)
        {
            alive[i] = Shown(alive[i]) == alive[i] ? alive[i] : null;
        }

        bool[] isAwaited = FindAwaited(alive);
        int main = Array.IndexOf(alive, loop.Main);
        if (main >= 0 && !isAwaited[main])
        {
            Place(alive, main, 0);
        }

        for (int i = 0; i < alive.Length; i++)
        {
            if (!isAwaited[i])
            {
                Place(alive, i, 0);
            }
        }

        // Those who are left await each other in a ring.
        for (int i = 0; i < alive.Length; i++)
        {
            Place(alive, i, 0);
        }
    }

    /// <summary>How many tasks there are: those that have not ended, without what a gather makes of a task that it is given.</summary>
    public int Count { get; private set; }

    /// <summary>A task. It stands behind the one that awaits it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1; in the text one more.</param>
    /// <returns>The task.</returns>
    public Task TaskAt(int index) => tasks[index];

    /// <summary>How many tasks stand above a task: 0 for one that no task awaits.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The depth.</returns>
    public int DepthAt(int index) => depths[index];

    /// <summary>The tree as text, a line a task; of very many tasks only the first.</summary>
    /// <returns>Lines, without one at the end.</returns>
    public override string ToString()
    {
        string text = Count + (Count == 1 ? " task" : " tasks");
        for (int i = 0; i < Count && i < MaxTold; i++)
        {
            text += "\n" + new string(' ', 2 * depths[i]) + "#" + (i + 1) + " " + new TaskDescription(loop, this, tasks[i]);
        }

        return Count > MaxTold ? text + "\nand " + (Count - MaxTold) + " more" : text;
    }

    /// <summary>Where a task stands; -1 if it has ended, or is another loop's.</summary>
    internal int IndexOf(Task task) => Array.IndexOf(tasks, task);

    private bool[] FindAwaited(Task[] alive)
    {
        bool[] isAwaited = new bool[alive.Length];
        for (int i = 0; i < alive.Length; i++)
        {
            Task awaited = alive[i] == null ? null : AwaitedTask(alive[i], 0);
            for (int j = 1; awaited != null; j++)
            {
                int index = Array.IndexOf(alive, awaited);
                if (index >= 0)
                {
                    isAwaited[index] = true;
                }

                awaited = AwaitedTask(alive[i], j);
            }
        }

        return isAwaited;
    }

    /// <summary>Puts a task in the next place, and those that it awaits behind it; takes it away from those that are alive.</summary>
    private void Place(Task[] alive, int index, int depth)
    {
        Task task = alive[index];
        if (task == null)
        {
            return;
        }

        alive[index] = null;
        tasks[Count] = task;
        depths[Count] = depth;
        Count++;
        Task awaited = AwaitedTask(task, 0);
        for (int i = 1; awaited != null; i++)
        {
            int place = Array.IndexOf(alive, awaited);
            if (place >= 0)
            {
                Place(alive, place, depth + 1);
            }

            awaited = AwaitedTask(task, i);
        }
    }

    private Task AwaitedTask(Task task, int index) => task.IsWaiting ? Shown(task.WaitingOn.AwaitedTask(index)) : null;

    /// <summary>The task that was given to a gather or its kin, instead of the one that they have made to wait for it, which tells nothing.</summary>
    private static Task Shown(Task task) => task is OwnedTask && task.Innermost is AwaitableWrapper { Given: { IsDone: false } given } ? given : task;
}
