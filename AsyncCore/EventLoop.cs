using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Runs tasks in turn on one thread: a queue of those that are ready, a table of those that have a deadline, and a look at the world outside
/// now and then. In asyncio: the event loop.
/// </summary>
/// <remarks>
/// A task's turn is the path that must be short. It costs one virtual call (the coroutine's) and no other: the rest is
/// fields. The clock, which is slow, is read once in <see cref="TurnsBetweenLooks"/> turns and when there is nothing to do.
/// </remarks>
public sealed partial class EventLoop
{
    private const int TurnsBetweenLooks = 16;

    /// <summary>Stands before the first ready task, so that the queue is never without a tail.</summary>
    private readonly Task front = new Task(null);

    private Task tail;

    /// <summary>Turns until the loop looks up; set to zero by whatever cannot wait so long.</summary>
    private int turnsLeft;

    /// <summary>Makes a loop with a clock of its own.</summary>
    /// <param name="clock">The time to live by.</param>
    /// <exception cref="ArgumentNullException">There is no clock.</exception>
    public EventLoop(Clock clock)
    {
        Clock = clock ?? throw new ArgumentNullException(nameof(clock));
        resolutionMs = clock.ResolutionMs;
        tail = front;
    }

    /// <summary>The loop that runs, or that will run next. In asyncio: <c>get_event_loop()</c>.</summary>
    public static EventLoop Current { get; private set; } = new EventLoop(new BoardClock());

    /// <summary>What gives it the time.</summary>
    public Clock Clock { get; }

    /// <summary>What it asks, about once a millisecond, whether something has come from outside; null if there is nothing to ask.</summary>
    public Poller Poller { get; set; }

    /// <summary>All live tasks and alarms.</summary>
    internal TimerTable Timers { get; } = new TimerTable();

    /// <summary>The task whose turn it is; null between turns.</summary>
    internal Task Running { get; private set; }

    /// <summary>Puts a task at the end of the ready queue.</summary>
    internal void MakeReady(Task task)
    {
        task.Next = null;
        tail.Next = task;
        tail = task;
    }

    /// <summary>Enters a new task; it runs from the next turn on.</summary>
    internal Task Start(Task task)
    {
        Coroutine coroutine = task.Innermost;
        if (coroutine.State != Awaitable.Unstarted || coroutine.Caller != null)
        {
            throw new InvalidOperationException(
                "Coroutine " + coroutine.Describe() + " was awaited or made a task before. Call the async method again for another one.");
        }

        coroutine.Caller = Coroutine.Root;
        Timers.Add(task);
        MakeReady(task);
        return task;
    }

    /// <summary>Runs tasks, as long as <see cref="LookUp"/> finds any that may run.</summary>
    private void Drive()
    {
        while (LookUp())
        {
            turnsLeft = TurnsBetweenLooks;
            Task task;
            while (turnsLeft-- > 0 && (task = front.Next) != null)
            {
                Task next = task.Next;
                front.Next = next;
                if (next == null)
                {
                    tail = front;
                }

                Running = task;
                Coroutine coroutine = task.Innermost;
                Trampoline.Awaited = task.WaitingOn;
                while (true)
                {
                    coroutine.MoveNext();
                    Awaitable awaited;
                    if (coroutine.State < 0)
                    {
                        Coroutine caller = coroutine.Caller;
                        if (caller == Coroutine.Root)
                        {
                            End(task, coroutine);
                            break;
                        }

                        if (coroutine.State != Awaitable.Cancelled)
                        {
                            Trampoline.Awaited = coroutine;
                        }

                        coroutine = caller;
                        continue;
                    }

                    awaited = Trampoline.Awaited;
                    int kind = awaited.State;
                    if (kind == Awaitable.Turn)
                    {
                        task.Innermost = coroutine;
                        task.WaitingOn = awaited;
                        task.Next = null;
                        tail.Next = task;
                        tail = task;
                        break;
                    }

                    if (kind == Awaitable.Unstarted)
                    {
                        Coroutine callee = (Coroutine)awaited;
                        if (callee.Caller == null && callee != coroutine)
                        {
                            callee.Caller = coroutine;
                            coroutine = callee;
                            continue;
                        }
                    }

                    task.Innermost = coroutine;
                    task.WaitingOn = awaited;
                    if (Suspend(task, awaited))
                    {
                        break;
                    }
                }
            }
        }
    }

    /// <summary>Makes the running task wait for what its innermost coroutine awaits.</summary>
    /// <returns>False if there is nothing to wait for, so that the coroutine goes on at once.</returns>
    private bool Suspend(Task task, Awaitable awaited)
    {
        int kind = awaited.State;
        if (kind == Awaitable.Waiting)
        {
            ((WaitList)awaited).Append(task);
            return true;
        }

        if (kind == Awaitable.Sleeping)
        {
            Sleep sleep = (Sleep)awaited;
            Timers.SetDeadline(task, DeadlineIn(sleep.DurationMs));
            sleep.Recycle();
            return true;
        }

        if (kind >= Awaitable.PendingTask && awaited != task)
        {
            ((Task)awaited).Append(task);
            return true;
        }

        if (awaited == task)
        {
            Trampoline.Fault = new InvalidOperationException("Task " + task.Name + " awaits itself; it would wait for ever.");
        }
        else if (awaited is Coroutine coroutine)
        {
            Trampoline.Fault = new InvalidOperationException(
                "Coroutine " + coroutine.Describe() + " was awaited before; each call can be awaited once. Make it a task to await it more often.");
        }

        return false;
    }

    /// <summary>The outermost coroutine has ended, and with it the task.</summary>
    private void End(Task task, Coroutine outermost)
    {
        if (task.IsDone)
        {
            return;
        }

        Exception fault = Trampoline.Fault;
        Trampoline.Fault = null;
        object result = fault == null ? outermost.TakeResult() : null;
        if (cancelledInItsTurn == task)
        {
            cancelledInItsTurn = null;
            fault ??= new CancelledException();
        }

        Timers.Remove(task);
        task.Innermost = outermost;
        bool isSeen = task.End(result, fault);
        if (task == main)
        {
            turnsLeft = 0;
        }
        else if (!isSeen)
        {
            task.Innermost = new FailureReport(task, outermost);
            MakeReady(task);
        }
    }
}
