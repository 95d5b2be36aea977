using System;
using System.Threading;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <content>The loop's runs: begin, create tasks, stop, end.</content>
public sealed partial class EventLoop
{
    private static EventLoop running;
    private static Thread thread;

    private readonly Task systemTurn;
    private readonly Task stopper;
    private Task main;
    private Task cancelledInItsTurn;
    private Task readyAtStop;
    private Exception failure;
    private bool isStopped;

    /// <summary>True while it runs tasks. In asyncio: <c>is_running()</c>.</summary>
    public bool IsRunning => running == this;

    /// <summary>The task whose turn it is; null if none has, or if this is another thread.</summary>
    internal static Task RunningTask => Thread.CurrentThread == thread ? Trampoline.Running : null;

    /// <summary>The task whose end ends the run; null if there is none.</summary>
    internal Task Main => main;

    private bool HasTasks => ReadyAnd(null, Timers.CountTasks()) > 0;

    private bool IsOver
    {
        [Inlined]
        get
        {
            if (isDraining)
            {
                return IsBatchOver && (last == null || HasTasks);
            }

            return isStopped || failure != null || (main != null && main.IsDone);
        }
    }

    /// <summary>Makes a new loop the current one; the tasks of the old one stay with it. In asyncio: <c>new_event_loop()</c>.</summary>
    /// <returns>The new loop.</returns>
    /// <exception cref="InvalidOperationException">A loop runs: its tasks would be forgotten.</exception>
    public static EventLoop Renew()
    {
        ThrowIfAnyRuns();
        return MakeCurrent(new EventLoop(new BoardClock()));
    }

    /// <summary>Runs until <see cref="Stop"/>; suspended tasks stay, and go on in the next run. In asyncio: <c>run_forever()</c>.</summary>
    /// <exception cref="InvalidOperationException">A loop runs already, or this one is closed.</exception>
    public void RunForever()
    {
        Begin();
        Exception error = TryDrive();
        Finish();
        if (error != null)
        {
            FaultTrace.Print(error);
            throw error;
        }
    }

    /// <summary>Runs until this has ended; other tasks stay, and go on in the next run. In asyncio: <c>run_until_complete()</c>.</summary>
    /// <param name="awaitable">A coroutine, a task, or whatever else can be awaited.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="InvalidOperationException">A loop runs already, this one is closed, or it was stopped before the end.</exception>
    public object RunUntilComplete(Awaitable awaitable)
    {
        Task given = awaitable as Task;
        Task made = given == null ? MakeMain(awaitable as Coroutine ?? new AwaitableWrapper(awaitable)) : null;
        Begin(awaitable);
        main = given;
        if (made != null)
        {
            BeginMain(made);
        }

        Exception error = TryDrive();
        Task ended = main;
        Finish();
        FaultTrace.Print(error ?? ended.Fault);
        if (error != null)
        {
            throw error;
        }

        if (!ended.IsDone)
        {
            throw StoppedBefore(ended);
        }

        return ended.Result;
    }

    /// <summary>Ends <see cref="RunForever"/> when those who are ready now have had their turn. In asyncio: <c>stop()</c>.</summary>
    public void Stop()
    {
        if (stopper.Next == null && !isStopped)
        {
            MakeReady(stopper);
        }
    }

    /// <summary>Puts a coroutine on this loop, whether or not it runs. In asyncio: <c>create_task()</c>.</summary>
    /// <param name="coroutine">The coroutine.</param>
    /// <returns>The task.</returns>
    public Task CreateTask(Coroutine coroutine) =>
        TracksAges ? CreateTask(coroutine, null) : Start(new Task(coroutine));

    /// <summary>Puts a coroutine on this loop, under a name. In asyncio: <c>create_task(coro, name=...)</c>.</summary>
    /// <param name="coroutine">The coroutine.</param>
    /// <param name="name">The task's name in reports; null for that of the async method.</param>
    /// <returns>The task.</returns>
    public Task CreateTask(Coroutine coroutine, string name) =>
        Start(new NamedTask(coroutine, name, TaskTimes.Begin(this)));

    /// <summary>All tasks that have not ended, in no particular order. In asyncio: <c>all_tasks()</c>.</summary>
    /// <returns>A new array.</returns>
    public Task[] AllTasks()
    {
        Task[] tasks = new Task[ReadyAnd(null, Timers.CountTasks())];
        ReadyAnd(tasks, Timers.CopyTasks(tasks));
        return tasks;
    }

    private Task MakeMain(Coroutine coroutine) => TracksAges ? new NamedTask(coroutine, null, TaskTimes.Begin(this)) : new Task(coroutine);

    /// <summary>Runs a coroutine to its end and then cancels whatever else is left, with their cleanup.</summary>
    internal object Run(Coroutine coroutine)
    {
        Begin(coroutine);
        BeginMain(MakeMain(coroutine));

        // Not in a finally block: cleanup throws and catches, and the runtime's 64-bit build crashes on that within one.
        Exception error = TryDrive();
        if (error == null && !main.IsDone)
        {
            error = StoppedBefore(main);
        }

        if (error is OutOfMemoryException || main.Outcome is OutOfMemoryException)
        {
            // Here, and not in a method: the call of one takes memory. The reserve is for calls alone.
            Reserve = null;
            CancelDelivery.IsShort = true;
        }

        error = CancelRemaining() ?? error;
        Task ended = main;
        if (ended.State == Awaitable.Finished)
        {
            error ??= failure;
        }

        Finish();
        ReportUnstarted();
        FaultTrace.Print(error ?? ended.Fault);
        return error == null ? ended.Result : throw error;
    }

    /// <summary>The running task has cancelled itself: it hears of it at its next await.</summary>
    internal void CancelAfterTurn(Task task)
    {
        cancelledInItsTurn = task;
        InterposeSystemTurn();
    }

    /// <summary>Lets what cannot wait come right behind the turn that runs; if none does, behind those who are ready.</summary>
    internal void InterposeSystemTurn()
    {
        if (systemTurn.Next != null)
        {
            return;
        }

        if (Trampoline.Running == null)
        {
            MakeReady(systemTurn);
        }
        else
        {
            MakeNext(systemTurn);
        }
    }

    /// <summary>The running task needs not hear of its cancellation any more.</summary>
    internal void ForgetCancelAfterTurn(Task task)
    {
        if (cancelledInItsTurn == task)
        {
            cancelledInItsTurn = null;
        }
    }

    /// <summary>True if a task has cancelled itself in this turn and has not heard of it.</summary>
    [Inlined]
    internal bool IsToHearOfCancel(Task task) => cancelledInItsTurn == task;

    /// <summary>What cannot wait until the loop looks up: the end of a turn in which a task cancelled itself, or set a limit of no time.</summary>
    internal void RunSystemTurn()
    {
        Task task = cancelledInItsTurn;
        cancelledInItsTurn = null;
        task?.DeliverCancel("The task cancelled itself.");
        WakeSleepers(TimerQueue.AtOnce);
    }

    private static void ThrowIfAnyRuns()
    {
        if (running != null)
        {
            throw new InvalidOperationException("A loop runs already. Await the coroutine, or give it to CreateTask.");
        }
    }

    /// <summary>What is asked outlives loops: a socket that was opened before this one is of use in it.</summary>
    private static EventLoop MakeCurrent(EventLoop loop)
    {
        loop.Poller ??= Current.Poller;
        Current = loop;
        return loop;
    }

    private void Begin() => Begin(null);

    private void Begin(Awaitable toRun)
    {
        if (running != null || IsClosed)
        {
            Trampoline.Excuse(toRun);
        }

        ThrowIfAnyRuns();
        if (IsClosed)
        {
            throw new InvalidOperationException("This loop is closed. Use another one.");
        }

        running = MakeCurrent(this);
        thread = Thread.CurrentThread;
        isStopped = false;
        failure = null;
    }

    private static Exception StoppedBefore(Task task) =>
        new InvalidOperationException("The loop was stopped before " + task.Name + " had ended.");

    private void Finish()
    {
        main = null;
        isStopped = false;
        Trampoline.Running = null;
        running = null;
        thread = null;
    }

    private void BeginMain(Task task)
    {
        try
        {
            main = Start(task);
        }
        catch (Exception)
        {
            Finish();
            throw;
        }
    }

    private Exception TryDrive()
    {
        try
        {
            RunReady();
            return failure;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>A task of the loop's own had its turn. The stopper ends the burst: the ready are put aside until the loop looks up.</summary>
    private void EndOwnTurn(Task task)
    {
        Leave(task);
        if (task == stopper)
        {
            isStopped = true;
            readyAtStop = last;
            last = null;
        }
    }

    /// <summary>Adds the live tasks that are ready and have never waited: the others stand in the timer table.</summary>
    /// <param name="tasks">Where to put them; null to count them only.</param>
    /// <param name="count">How many tasks are there already.</param>
    /// <returns>How many there are then.</returns>
    private int ReadyAnd(Task[] tasks, int count)
    {
        Task end = last;
        Task task = end;
        while (task != null)
        {
            task = task.Next;
            if (task.HeapIndex == 0 && !task.IsDone)
            {
                if (tasks != null)
                {
                    tasks[count] = task;
                }

                count++;
            }

            if (task == end)
            {
                break;
            }
        }

        return count;
    }

    private void Unpark()
    {
        if (readyAtStop != null)
        {
            last = readyAtStop;
            readyAtStop = null;
        }
    }
}
