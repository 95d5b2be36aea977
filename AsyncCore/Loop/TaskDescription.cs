using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>A line of a <see cref="TaskTree"/>: what a task does, where it is, and its times as far as they are tracked.</summary>
internal sealed class TaskDescription
{
    /// <summary>How many coroutines are named: the innermost ones.</summary>
    private const int MaxCoroutines = 8;

    private readonly EventLoop loop;
    private readonly TaskTree tree;
    private readonly Task task;

    internal TaskDescription(EventLoop loop, TaskTree tree, Task task)
    {
        this.loop = loop;
        this.tree = tree;
        this.task = task;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string name = task.Name;
        string chain = Chain();
        return name + " " + State() + (chain.Length == 0 || chain == name ? "" : ", in " + chain) + Times();
    }

    private string State()
    {
        if (task == Trampoline.Running)
        {
            return "runs";
        }

        if (task.IsWaiting)
        {
            return loop.Timers.HasDeadline(task)
                ? "sleeps, " + LeftMs(task) + " ms left"
                : "waits for " + task.WaitingOn.Describe() + Number((task.WaitingOn as Task) ?? (task.WaitingOn as LockAcquire)?.Holder);
        }

        if (task.Innermost is CancelDelivery)
        {
            return "is about to hear that it was cancelled";
        }

        return task.Innermost.State == Awaitable.Unstarted && task.Innermost.Caller == Coroutine.Root ? "has not started" : "is ready";
    }

    /// <summary>The coroutines that await each other within the task, the outermost first. What only says once more what is waited for is left out.</summary>
    private string Chain()
    {
        string what = task.IsWaiting ? task.WaitingOn.Describe() : "";
        string text = "";
        int count = 0;
        for (Coroutine coroutine = task.Innermost; coroutine != null && coroutine != Coroutine.Root; coroutine = coroutine.Caller)
        {
            if (coroutine is CancelDelivery || coroutine.Describe() == what)
            {
                continue;
            }

            if (count++ == MaxCoroutines)
            {
                return "... > " + text;
            }

            text = Describe(coroutine) + (text.Length == 0 ? "" : " > ") + text;
        }

        return text;
    }

    private string Describe(Coroutine coroutine)
    {
        if (coroutine is WaitForOperation timeout)
        {
            return timeout.Limit.HeapIndex == 0 ? "WaitFor" : "WaitFor (" + LeftMs(timeout.Limit) + " ms left)";
        }

        return coroutine.Describe();
    }

    private string Times()
    {
        TaskTimes times = task.Times;
        if (times == null)
        {
            return "";
        }

        string text = ", age " + (loop.Clock.NowMs - times.BornMs) + " ms";
        return times.LongestTurnMs < 0 ? text : text + ", ran " + times.RanMs + " ms, longest turn " + times.LongestTurnMs + " ms, woken " + times.LatestMs + " ms late at worst";
    }

    private string Number(Task other)
    {
        int index = other == null || tree == null ? -1 : tree.IndexOf(other);
        return index < 0 ? "" : " (#" + (index + 1) + ")";
    }

    private long LeftMs(TimerNode node)
    {
        long leftMs = loop.Timers.DeadlineMs(node) - loop.Clock.NowMs;
        return leftMs > 0 ? leftMs : 0;
    }
}
