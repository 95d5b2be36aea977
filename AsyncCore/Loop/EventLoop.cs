using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Runs tasks in turn on one thread: a queue of those that are ready, a table of those that have a deadline, and a look at the world outside
/// now and then. In asyncio: the event loop.
/// </summary>
/// <remarks>
/// A task's turn is the path that must be short. It costs one virtual call (the coroutine's) and no other: the rest is
/// fields. The clock, which is slow, is read once in <see cref="MostTurnsBetweenLooks"/> turns and when there is nothing to do.
/// </remarks>
public sealed partial class EventLoop
{
    /// <summary>A prime: tasks that wake each other in a round are not seen in the same phase at each look.</summary>
    private const int MostTurnsBetweenLooks = 31;

    /// <summary>
    /// The caller of a task's outermost coroutine. It stands here, and before <see cref="Current"/>, which needs it: the board runs the static initialisers
    /// of all classes before Main in no order to rely on, so none may read what another class initialises; within a class they run from top to bottom.
    /// </summary>
    internal static readonly Coroutine Root = new RootMark();

    /// <summary>A coroutine's caller if it has none; kept here to spare a call.</summary>
    private readonly Coroutine root = Root;

    /// <summary>The last of the ring of the ready, whose next is the first; null if nobody is ready.</summary>
    private Task last;

    /// <summary>Makes a loop with a clock of its own.</summary>
    /// <param name="clock">The time to live by.</param>
    /// <exception cref="ArgumentNullException">There is no clock.</exception>
    public EventLoop(Clock clock)
    {
        Clock = clock ?? throw new ArgumentNullException(nameof(clock));
        RestoreReserve();
        resolutionMs = clock.ResolutionMs;
        systemTurn = SystemCoroutine.Of(this);
        stopper = SystemCoroutine.Of(this);
        Teller = new ShortageTeller(this);
        tellerTask = new Task(Teller) { State = Awaitable.Finished };
    }

    /// <summary>The loop that runs, or that will run next. In asyncio: <c>get_event_loop()</c>.</summary>
    public static EventLoop Current { get; private set; } = new EventLoop(new BoardClock());

    /// <summary>What gives it the time.</summary>
    public Clock Clock { get; }

    /// <summary>
    /// What it asks, now and then, whether something has come from outside; null if there is nothing to ask. One without takes over that of the loop before it. The
    /// sockets of <c>AsyncCore.Net</c> take this place for their own.
    /// </summary>
    public Poller Poller { get; set; }

    /// <summary>The deadlines of tasks and alarms, and with them every live task that is not among the ready.</summary>
    internal TimerQueue Timers { get; } = new TimerQueue();

    /// <summary>Puts a task at the end of the ready.</summary>
    [Inlined]
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

    /// <summary>Puts all tasks that wait for the same at the end of the ready, in their order.</summary>
    /// <param name="first">The first of their ring; there are others.</param>
    internal void MakeAllReady(Task first)
    {
        Task tail = first.Previous;
        Task task = first;
        do
        {
            task.Previous = null;
            task = task.Next;
        }
        while (task != first);

        MakeChainReady(first, tail);
    }

    /// <summary>Puts tasks that are linked to each other at the end of the ready.</summary>
    internal void MakeChainReady(Task first, Task tail)
    {
        if (last == null)
        {
            tail.Next = first;
        }
        else
        {
            tail.Next = last.Next;
            last.Next = first;
        }

        last = tail;
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
        Enter(task, task.Innermost ?? throw new ArgumentNullException("coroutine"));
        return task;
    }

    /// <summary>Enters a new task; it runs from the next turn on.</summary>
    /// <param name="task">The task.</param>
    /// <param name="coroutine">Its coroutine.</param>
    [Inlined]
    internal void Enter(Task task, Coroutine coroutine)
    {
        Claim(coroutine);
        MakeReady(task);
    }

    /// <summary>Marks a coroutine as the outermost of a task.</summary>
    [Inlined]
    internal void Claim(Coroutine coroutine)
    {
        if (coroutine.State != Awaitable.Unstarted || coroutine.Caller != null)
        {
            RefuseToStart(coroutine);
        }

        coroutine.Caller = root;
    }

    /// <summary>Runs tasks, as long as <see cref="FindReady"/> finds any that may run.</summary>
    private void RunReady()
    {
        while (FindReady())
        {
            RunBurst();
            if (last != null && last.Next == systemTurn)
            {
                // Before the loop looks up: those who are woken from outside pass ahead, and one of them may have to hear first that it is cancelled.
                RunTurns(1);
            }
        }
    }

    /// <summary>Runs as many turns as there may be between two looks. If they take long, it is glanced at the clock in between: a sleeper need not wait for all of them.</summary>
    private void RunBurst()
    {
        int most = watch == null ? MostTurnsBetweenLooks : 1;
        int left = most;
        do
        {
            int turns = turnsBetweenGlances < left ? turnsBetweenGlances : left;
            left -= turns;
            while (turns != 0 && last != null)
            {
                turns = RunTurns(turns);
            }
        }
        while (left != 0 && last != null && !IsTimeToLook());

        if (turnsOwed != 0)
        {
            turnsOwed = turnsOwed > most - left ? turnsOwed - most + left : 0;
        }
    }

    /// <summary>Runs turns until there were so many, nobody is ready, or a coroutine throws.</summary>
    /// <returns>How many turns are left.</returns>
    /// <remarks>
    /// <para>
    /// The task whose turn it is stays the first of the ring, and those who become ready meanwhile come before it, at the end. So a task that
    /// only lets the others have a turn is moved by moving the ring's end on to it, without touching a link.
    /// </para>
    /// <para>One handler serves all coroutines, so that entering one costs nothing, and a chain of failures needs no more than one.</para>
    /// </remarks>
    private int RunTurns(int turns)
    {
        Exception thrown;
        try
        {
            Awaitable noTime = Trampoline.NoTime;
            do
            {
                Task task = last.Next;
                Trampoline.Running = task;
                Awaitable awaited = task.Innermost.MoveNext();
                if (awaited == noTime)
                {
                    LetOthersRun(task, awaited);
                    continue;
                }

                if (awaited != null && awaited.State > Awaitable.Turn && awaited != task && task.HeapIndex != 0)
                {
                    Suspend(task, awaited);
                }
                else
                {
                    Coroutine innermost = task.Innermost;
                    if (awaited == null && innermost.Caller == root && innermost.State < 0)
                    {
                        End(task, innermost);
                    }
                    else
                    {
                        turns = ContinueTurn(task, awaited) ? turns : 1;
                    }
                }

                if (last == null)
                {
                    return 0;
                }
            }
            while (--turns != 0);
            return 0;
        }
        catch (Exception exception)
        {
            if (Trampoline.Running.Innermost.State != Awaitable.Unstarted)
            {
                // Not the coroutine's, which does not run, but the loop's own.
                throw;
            }

            thrown = exception;
            if (exception is OutOfMemoryException)
            {
                // Here, and not in a method: the call of one takes memory.
                Reserve = null;
            }
        }

        return Fail(Trampoline.Running, thrown) ? turns - 1 : turns;
    }

    /// <summary>Goes on with a turn, from coroutine to coroutine, until the task has ended or waits.</summary>
    /// <param name="task">The first of the ready.</param>
    /// <param name="awaited">What its innermost coroutine has returned.</param>
    /// <returns>False if the loop is to look at the world outside before others have their turns.</returns>
    private bool ContinueTurn(Task task, Awaitable awaited)
    {
        while (true)
        {
            // Not the one that was resumed, if that has begun what it awaits itself.
            Coroutine coroutine = task.Innermost;
            if (awaited == null)
            {
                int state = coroutine.State;
                Coroutine caller = coroutine.Caller;
                if (state >= 0)
                {
                    // A timeout for which there is no memory has left a fault of its own.
                    if (Trampoline.Fault == null)
                    {
                        RefuseNull();
                    }
                }
                else if (caller == root)
                {
                    EndOnce(task, coroutine);
                    return true;
                }
                else if (caller == null)
                {
                    EndOwnTurn(task);
                    return true;
                }
                else
                {
                    if (state != Awaitable.Cancelled)
                    {
                        task.WaitingOn = coroutine;
                    }

                    task.Innermost = coroutine = caller;
                }
            }
            else
            {
                int kind = awaited.State;
                if (kind == Awaitable.Unstarted && awaited is Coroutine { Caller: null } callee)
                {
                    callee.Caller = coroutine;
                    task.Innermost = coroutine = callee;
                }
                else if (kind > Awaitable.Turn && awaited != task)
                {
                    if (task.HeapIndex != 0 || TryRegister(task, awaited))
                    {
                        Suspend(task, awaited);
                        return true;
                    }
                }
                else if (kind == Awaitable.Turn)
                {
                    LetOthersRun(task, Trampoline.NoTime);
                    return awaited != Trampoline.Look;
                }
                else
                {
                    RefuseToWait(task, awaited);
                }
            }

            awaited = coroutine.MoveNext();
        }
    }

    /// <summary>A turn ends in a sleep of no time. The task goes behind the others, who stand in a ring: it is the first, and so they come before it if the ring ends with it.</summary>
    [Inlined]
    private void LetOthersRun(Task task, Awaitable noTime)
    {
        task.WaitingOn = noTime;
        last = task;
    }

    /// <summary>A task is to wait for the first time: from then on the timer table knows it.</summary>
    /// <returns>False if there is no memory for that: it cannot wait, and hears of it where it wanted to.</returns>
    private bool TryRegister(Task task, Awaitable awaited)
    {
        Exception shortage = Timers.TryAdd(task);
        if (shortage == null)
        {
            return true;
        }

        task.WaitingOn = awaited;
        Trampoline.Fault = shortage;
        return false;
    }

    /// <summary>A turn ends in a wait: the task leaves the ready.</summary>
    /// <param name="task">The first of the ready.</param>
    /// <param name="awaited">What it waits for.</param>
    [Inlined]
    private void Suspend(Task task, Awaitable awaited)
    {
        Leave(task);
        task.WaitingOn = awaited;
        awaited.AddWaiter(task);
    }

    /// <summary>Takes the first of the ready out.</summary>
    [Inlined]
    private void Leave(Task first)
    {
        if (last == first)
        {
            last = null;
        }
        else
        {
            last.Next = first.Next;
        }

        first.Next = null;
    }

    private static void RefuseToStart(Coroutine coroutine) => throw new InvalidOperationException(
        "Coroutine " + coroutine.Describe() + " was awaited or made a task before. Call the async method again for another one.");

    /// <summary>Takes the first of the ready out and puts another task at their end: as they stand in a ring, that is the same place.</summary>
    [Inlined]
    private void Replace(Task first, Task task)
    {
        if (last == first)
        {
            task.Next = task;
        }
        else
        {
            task.Next = first.Next;
            last.Next = task;
        }

        last = task;
        first.Next = null;
    }

    private sealed class RootMark : Coroutine
    {
        public override Awaitable MoveNext() => null;

        public override bool HandlesFaultAt(int state) => true;
    }
}
