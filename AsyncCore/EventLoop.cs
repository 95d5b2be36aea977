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
    /// <summary>A prime: tasks that wake each other in a round are not seen in the same phase at each look.</summary>
    private const int TurnsBetweenLooks = 31;

    /// <summary>A coroutine's caller if it has none; kept here to spare a call.</summary>
    private readonly Coroutine root = Coroutine.Root;

    /// <summary>The last of the ring of the ready, whose next is the first; null if nobody is ready.</summary>
    private Task last;

    /// <summary>Makes a loop with a clock of its own.</summary>
    /// <param name="clock">The time to live by.</param>
    /// <exception cref="ArgumentNullException">There is no clock.</exception>
    public EventLoop(Clock clock)
    {
        Clock = clock ?? throw new ArgumentNullException(nameof(clock));
        resolutionMs = clock.ResolutionMs;
        attention = Attention.Of(this);
        stopper = Attention.Of(this);
    }

    /// <summary>The loop that runs, or that will run next. In asyncio: <c>get_event_loop()</c>.</summary>
    public static EventLoop Current { get; private set; } = new EventLoop(new BoardClock());

    /// <summary>What gives it the time.</summary>
    public Clock Clock { get; }

    /// <summary>What it asks, about once a millisecond, whether something has come from outside; null if there is nothing to ask.</summary>
    public Poller Poller { get; set; }

    /// <summary>All live tasks and alarms.</summary>
    internal TimerTable Timers { get; } = new TimerTable();

    /// <summary>Puts a task at the end of the ready.</summary>
    internal void MakeReady(Task task)
    {
        if (last == null)
        {
            task.Next = task;
        }
        else
        {
            task.Next = last.Next;
            last.Next = task;
        }

        last = task;
    }

    /// <summary>Puts a task behind the one whose turn it is, before all others.</summary>
    private void MakeNext(Task task)
    {
        Task first = last.Next;
        task.Next = first.Next;
        first.Next = task;
        if (last == first)
        {
            last = task;
        }
    }

    /// <summary>Enters a new task; it runs from the next turn on.</summary>
    internal Task Start(Task task)
    {
        Coroutine coroutine = task.Innermost ?? throw new ArgumentNullException(nameof(coroutine));
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
    /// <remarks>
    /// The task whose turn it is stays the first of the ring, and those who become ready meanwhile come before it, at the end. So a task that
    /// only lets the others have a turn is moved by moving the ring's end on to it, without touching a link.
    /// </remarks>
    private void Drive()
    {
        Awaitable noTime = Trampoline.NoTime;
        while (LookUp())
        {
            for (int turns = watch == null ? TurnsBetweenLooks : 1; turns != 0 && last != null; turns--)
            {
                Task task = last.Next;
                Trampoline.Running = task;
                Coroutine coroutine = task.Innermost;
                while (true)
                {
                    coroutine.MoveNext();
                    if (coroutine.State < 0)
                    {
                        // It has ended: on to its caller.
                        Coroutine caller = coroutine.Caller;
                        if (caller == root)
                        {
                            End(task, coroutine);
                            break;
                        }

                        if (coroutine.State != Awaitable.Cancelled)
                        {
                            task.WaitingOn = coroutine;
                        }

                        coroutine = caller;
                        continue;
                    }

                    Awaitable awaited = Trampoline.Awaited;
                    if (awaited == noTime)
                    {
                        task.Innermost = coroutine;
                        task.WaitingOn = noTime;
                        last = task;
                        break;
                    }

                    if (awaited == null)
                    {
                        RefuseToWait(task, awaited);
                        continue;
                    }

                    if (awaited.State == Awaitable.Unstarted)
                    {
                        Coroutine callee = (Coroutine)awaited;
                        if (callee.Caller == null && callee != coroutine)
                        {
                            callee.Caller = coroutine;
                            coroutine = callee;
                            continue;
                        }
                    }

                    task.WaitingOn = awaited;
                    if (awaited.State > Awaitable.Turn && awaited != task)
                    {
                        task.Innermost = coroutine;
                        Suspend(task, awaited);
                        break;
                    }

                    RefuseToWait(task, awaited);
                }
            }
        }
    }

    /// <summary>There is nothing to wait for, or no way to: the coroutine goes on at once, and may find a fault.</summary>
    private static void RefuseToWait(Task task, Awaitable awaited)
    {
        if (awaited == null)
        {
            Trampoline.Fault = new NullReferenceException("What is awaited is null.");
        }
        else if (awaited == task)
        {
            Trampoline.Fault = new InvalidOperationException("Task " + task.Name + " awaits itself; it would wait for ever.");
        }
        else if (awaited is Coroutine coroutine)
        {
            Trampoline.Fault = new InvalidOperationException(
                "Coroutine " + coroutine.Describe() + " was awaited before; each call can be awaited once. Make it a task to await it more often.");
        }
    }

    /// <summary>Takes the first of the ring, whose turn it is, out.</summary>
    private void Unlink(Task first)
    {
        Task next = first.Next;
        if (next == first)
        {
            last = null;
        }
        else
        {
            last.Next = next;
        }

        first.Next = null;
    }

    /// <summary>Puts a task where what it awaits will find it.</summary>
    private void Suspend(Task task, Awaitable awaited)
    {
        Unlink(task);
        int kind = awaited.State;
        if (kind == Awaitable.Waiting)
        {
            ((WaitList)awaited).Append(task);
        }
        else if (kind == Awaitable.Sleeping)
        {
            Pause pause = (Pause)awaited;
            Timers.SetDeadline(task, DeadlineIn(pause.DurationMs));
            pause.Recycle();
        }
        else
        {
            ((Task)awaited).Append(task);
        }
    }

    /// <summary>The outermost coroutine has ended, and with it the task.</summary>
    private void End(Task task, Coroutine outermost)
    {
        Unlink(task);
        if (task.IsDone)
        {
            EndOwnTurn(task);
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
        if (!isSeen && task != main)
        {
            task.Innermost = new FailureReport(task, outermost);
            MakeReady(task);
        }
    }
}
