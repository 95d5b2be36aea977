using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// Simulated time: a queue of events, and a baton that exactly one of all threads has. Code takes no time; time passes when all threads wait, and then jumps to the next event.
/// </summary>
/// <remarks>
/// <code>
///   a thread waits ──> is another one ready? ──yes──> it gets the baton
///                        │ no   ^
///                        v      └──(it has made somebody ready, or not)──┐
///                      the next event happens, on the thread that has the baton
/// </code>
/// So a board with one busy thread never changes threads at all.
/// </remarks>
internal sealed class Scheduler
{
    private const int MaxRefusals = 1000;
    private const ulong HashFactor = 0x100000001B3;

    private readonly EventQueue queue = new();
    private readonly Queue<SimulatedThread> ready = [];
    private readonly ConcurrentQueue<Action> inbox = [];
    private readonly ThreadGroup outside = new();
    private readonly SimulatedThread driver;
    private readonly EventContext context;
    private readonly Pace pace;
    private SimulatedThread? running;
    private int holder;
    private bool isInEvent;
    private volatile bool hasCalls;
    private long numberOfInterest;
    private Action? ofInterest;

    public Scheduler(Pace pace)
    {
        this.pace = pace;
        driver = new SimulatedThread(this, outside, null, isBackground: true);
        context = new EventContext(this);
    }

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>How many events have happened.</summary>
    public long EventCount { get; private set; }

    /// <summary>Sums up what has happened so far: two runs with the same sum were the same.</summary>
    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    /// <summary>Moves whenever anything does; for who looks on from outside whether it still does.</summary>
    public long Progress { get; private set; }

    /// <summary>What went wrong in an event, or in what it let go on.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>True while <see cref="Run"/> does.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>True if the thread that asks is the one that has the baton.</summary>
    public bool HasBaton => holder == Environment.CurrentManagedThreadId;

    /// <summary>True if the last run came to a point at which nothing could ever happen any more.</summary>
    public bool IsAtRest { get; private set; }

    /// <summary>Ends a run when it says yes; it is asked whenever all threads wait.</summary>
    public Func<bool>? Until { get; set; }

    /// <summary>Lets what is awaited in events go on in events.</summary>
    public SynchronizationContext Context => context;

    /// <summary>Lets time pass until an end, or until <see cref="Until"/> says yes, something fails, or nothing can happen any more.</summary>
    public void Run(TimeSpan end)
    {
        IsRunning = true;
        IsAtRest = false;
        running = driver;
        holder = Environment.CurrentManagedThreadId;
        driver.IsWaiting = true;
        driver.SetLimit(end);
        pace.Begin(Now);
        try
        {
            Continue(driver);
        }
        finally
        {
            running = null;
            IsRunning = false;
        }
    }

    /// <summary>Nothing happens until then; the time is over.</summary>
    public void JumpTo(TimeSpan time) => Now = time > Now ? time : Now;

    /// <summary>Ends the run at once, from whichever thread, because it does not come to an end by itself; the simulation is of no use any more.</summary>
    public void Abandon(Exception reason)
    {
        Failure ??= reason;
        driver.TakeBaton();
    }

    /// <summary>Plans an event.</summary>
    public SimulatedEvent At(TimeSpan time, Action action, bool isBackground = false)
    {
        SimulatedEvent planned = new(action) { IsBackground = isBackground };
        Plan(planned, time);
        return planned;
    }

    /// <summary>Lets something happen right after the event of a number.</summary>
    public void AtEvent(long number, Action action)
    {
        numberOfInterest = number > EventCount ? number : throw new ArgumentOutOfRangeException(nameof(number), $"Event {number} has happened: there were {EventCount}.");
        ofInterest = action;
    }

    /// <summary>Plans an event, perhaps anew.</summary>
    public void Plan(SimulatedEvent planned, TimeSpan time) => queue.Add(planned, Math.Max(time.Ticks, Now.Ticks));

    /// <summary>Lets something happen as an event, from whichever thread.</summary>
    public void Call(Action action)
    {
        inbox.Enqueue(action);
        hasCalls = true;
        pace.LookUp();
    }

    /// <summary>Something has happened that two runs with the same seed must agree in.</summary>
    public void Note(long fact) => Hash = (Hash ^ (ulong)fact) * HashFactor;

    /// <summary>An event failed, or what was awaited in one.</summary>
    public void Fail(Exception exception)
    {
        Failure ??= exception;
        driver.Wake();
    }

    /// <summary>Makes a thread. It runs when those that are ready have run.</summary>
    public SimulatedThread Start(ThreadGroup group, string name, Action body, object? owner)
    {
        SimulatedThread thread = new(this, group, owner) { IsWaiting = true };
        Thread real = new(() => Live(thread, body)) { IsBackground = true, Name = name };
        real.Start();
        group.Enter(thread);
        MakeReady(thread);
        return thread;
    }

    /// <summary>Whether a thread of a board runs, and no event.</summary>
    public bool CanWait => !isInEvent && running is { } thread && thread != driver && !thread.Group.IsDoomed;

    /// <summary>The thread that runs.</summary>
    /// <exception cref="InvalidOperationException">None does: this is an event, and those cannot wait.</exception>
    public SimulatedThread RequireThread()
    {
        if (isInEvent || running is not { } thread || thread == driver)
        {
            throw new InvalidOperationException("Only a thread of a board can wait here. A peer awaits: use Delay of the simulation, and the asynchronous methods.");
        }

        ThrowIfDoomed(thread);
        return thread;
    }

    /// <summary>Lets the thread that runs sleep.</summary>
    public void Sleep(TimeSpan time)
    {
        SimulatedThread thread = RequireThread();
        if (time > TimeSpan.Zero)
        {
            Suspend(thread, time);
        }
        else
        {
            thread.IsWaiting = true;
            MakeReady(thread);
            Continue(thread);
        }
    }

    /// <summary>Lets the thread that runs wait until it is woken.</summary>
    public void Suspend(SimulatedThread thread, TimeSpan? limit)
    {
        thread.Group.Waits?.Invoke();
        thread.IsWaiting = true;
        if (limit is { } time)
        {
            thread.SetLimit(Now + time);
        }

        Continue(thread);
        thread.Group.Resumed?.Invoke();
    }

    /// <summary>A thread waits no longer.</summary>
    public void MakeReady(SimulatedThread thread)
    {
        thread.IsWaiting = false;
        ready.Enqueue(thread);
    }

    /// <summary>From now on, only the thread that runs may, of its group.</summary>
    public void Hold()
    {
        SimulatedThread thread = RequireThread();
        thread.Group.Holder = thread;
    }

    /// <summary>The others may run again.</summary>
    public void Release(ThreadGroup group)
    {
        group.Holder = null;
        while (group.HeldUp.TryDequeue(out SimulatedThread? thread))
        {
            ready.Enqueue(thread);
        }
    }

    /// <summary>Ends all threads of a group: each leaves its wait by an exception, and all that it still asks of the board throws one too.</summary>
    public void Doom(ThreadGroup group)
    {
        group.IsDoomed = true;
        foreach (SimulatedThread thread in group.Members)
        {
            thread.Wake();
        }

        Release(group);
    }

    /// <summary>
    /// Ends the thread that runs, after the power was cut, by an exception: what it still does on its way out has no effect on anything. One that catches it again and again stands still.
    /// </summary>
    public void EndRunning()
    {
        if (!isInEvent && running is { } thread && thread != driver)
        {
            ThrowIfDoomed(thread);
        }
    }

    private void Live(SimulatedThread thread, Action body)
    {
        thread.WaitForBaton();
        holder = Environment.CurrentManagedThreadId;
        try
        {
            if (!thread.Group.IsDoomed)
            {
                body();
            }
        }
        catch (BoardStoppedException)
        {
            // The power was cut.
        }
        catch (Exception exception)
        {
            Failure ??= exception;
            driver.Wake();
        }

        End(thread);
    }

    private void End(SimulatedThread thread)
    {
        thread.Group.Leave(thread);
        if (thread.Group.Holder == thread)
        {
            Release(thread.Group);
        }

        GoOn(null);
    }

    /// <summary>The thread that runs waits, and others go on, until it may.</summary>
    private void Continue(SimulatedThread thread)
    {
        if (!GoOn(thread))
        {
            thread.WaitForBaton();
            holder = Environment.CurrentManagedThreadId;
        }

        ThrowIfDoomed(thread);
    }

    private void ThrowIfDoomed(SimulatedThread thread)
    {
        if (!thread.Group.IsDoomed)
        {
            return;
        }

        if (++thread.Refusals > MaxRefusals)
        {
            End(thread);
            Thread.Sleep(Timeout.Infinite);
        }

        throw new BoardStoppedException();
    }

    /// <summary>Gives the baton to whoever is ready, and lets events happen until somebody is.</summary>
    /// <returns>True if that is <paramref name="asking"/>, which has the baton already.</returns>
    private bool GoOn(SimulatedThread? asking)
    {
        SimulatedThread? next = NextReady();
        while (next == null)
        {
            HappenNext();
            next = NextReady();
        }

        running = next;
        Progress++;
        if (next == asking)
        {
            return true;
        }

        next.TakeBaton();
        return false;
    }

    private SimulatedThread? NextReady()
    {
        while (ready.TryDequeue(out SimulatedThread? thread))
        {
            if (thread.Group.Holder == null || thread.Group.Holder == thread)
            {
                return thread;
            }

            thread.Group.HeldUp.Enqueue(thread);
        }

        return null;
    }

    private void HappenNext()
    {
        if (hasCalls)
        {
            TakeCalls();
        }
        else if (Until?.Invoke() == true)
        {
            driver.Wake();
        }
        else if (queue.ForegroundCount == 0 && !pace.IsPaced)
        {
            IsAtRest = true;
            driver.Wake();
        }
        else if (pace.MayPass(TimeSpan.FromTicks(queue.First.Time)))
        {
            SimulatedEvent next = queue.First;
            queue.Remove(next);
            Now = TimeSpan.FromTicks(next.Time);
            EventCount++;
            Progress++;
            Note(next.Time);
            Happen(next.Action);
            if (EventCount == numberOfInterest)
            {
                Happen(ofInterest!);
            }
        }
    }

    private void TakeCalls()
    {
        hasCalls = false;
        while (inbox.TryDequeue(out Action? call))
        {
            Happen(call);
        }
    }

    private void Happen(Action action)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        isInEvent = true;
        try
        {
            action();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
        finally
        {
            isInEvent = false;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
