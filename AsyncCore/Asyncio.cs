using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>The functions of asyncio. <c>using static AsyncCore.Asyncio;</c> makes them read as in Python.</summary>
public static class Asyncio
{
    /// <summary>
    /// A limit in milliseconds that never comes, as <c>None</c> in asyncio. A negative number is not that, not even -1, which is in other places of .NET:
    /// here it says, as in asyncio, that the time has passed already, and does what 0 does. A limit then cancels the first wait; a sleep is one turn.
    /// </summary>
    public const int NoLimit = int.MaxValue;

    /// <summary>The task whose turn it is. In asyncio: <c>current_task()</c>.</summary>
    /// <exception cref="InvalidOperationException">No task runs: this is another thread, or the loop does not run.</exception>
    public static Task CurrentTask => EventLoop.RunningTask ??
        throw new InvalidOperationException("No task is running here. Call this from within an async method, on the thread of the loop.");

    /// <summary>
    /// Runs a coroutine as the main task until it has ended; then cancels all other tasks and runs their cleanup. In asyncio: <c>run()</c>.
    /// </summary>
    /// <param name="main">The coroutine.</param>
    /// <returns>What it returned.</returns>
    /// <exception cref="InvalidOperationException">A loop runs already.</exception>
    public static object Run(Coroutine main) => EventLoop.Current.Run(main);

    /// <inheritdoc cref="Run(Coroutine)"/>
    [CompileTimeOnly]
    public static T Run<T>(Coroutine<T> main) => throw null;

    /// <summary>Runs a coroutine on a new loop with a clock of its own: an <see cref="AutojumpClock"/> in a test.</summary>
    /// <param name="main">The coroutine.</param>
    /// <param name="clock">The time to live by.</param>
    /// <returns>What it returned.</returns>
    /// <exception cref="InvalidOperationException">A loop runs already.</exception>
    public static object Run(Coroutine main, Clock clock) => new EventLoop(clock).Run(main);

    /// <inheritdoc cref="Run(Coroutine, Clock)"/>
    [CompileTimeOnly]
    public static T Run<T>(Coroutine<T> main, Clock clock) => throw null;

    /// <summary>Puts a coroutine on the loop. It starts when the caller awaits next. In asyncio: <c>create_task()</c>.</summary>
    /// <param name="coroutine">The coroutine; it must not have been awaited.</param>
    /// <returns>The task. It lives until its end, even if nobody keeps it.</returns>
    public static Task CreateTask(Coroutine coroutine)
    {
        // As EventLoop.CreateTask does; a call is worth sparing here.
        EventLoop loop = EventLoop.Current;
        if (loop.TracksAges || coroutine == null)
        {
            return loop.CreateTask(coroutine, null);
        }

        Task task = new Task(coroutine);
        loop.Enter(task, coroutine);
        return task;
    }

    /// <inheritdoc cref="CreateTask(Coroutine)"/>
    [CompileTimeOnly]
    public static Task<T> CreateTask<T>(Coroutine<T> coroutine) => throw null;

    /// <summary>Puts a coroutine on the loop, under a name. In asyncio: <c>create_task(coro, name=...)</c>.</summary>
    /// <param name="coroutine">The coroutine; it must not have been awaited.</param>
    /// <param name="name">The task's name in reports.</param>
    /// <returns>The task.</returns>
    public static Task CreateTask(Coroutine coroutine, string name) => EventLoop.Current.CreateTask(coroutine, name);

    /// <inheritdoc cref="CreateTask(Coroutine, string)"/>
    [CompileTimeOnly]
    public static Task<T> CreateTask<T>(Coroutine<T> coroutine, string name) => throw null;

    /// <summary>Puts anything that can be awaited on the loop. In asyncio: <c>ensure_future()</c>.</summary>
    /// <param name="awaitable">A task is returned as it is.</param>
    /// <returns>The task.</returns>
    public static Task CreateTask(Awaitable awaitable) =>
        awaitable as Task ?? CreateTask(awaitable as Coroutine ?? new AwaitableWrapper(awaitable));

    /// <summary>Lets the other tasks run for a time; never shorter than asked. In asyncio: <c>sleep_ms()</c>.</summary>
    /// <param name="durationMs">Milliseconds; at zero or less everybody who is ready has one turn.</param>
    /// <returns>What to await, once.</returns>
    public static SleepOperation SleepMs(int durationMs) => SleepOperation.Of(durationMs);

    /// <summary>Lets the other tasks run for a time; never shorter than asked. In asyncio: <c>sleep()</c>.</summary>
    /// <param name="seconds">Seconds; fractions count to the millisecond.</param>
    /// <returns>What to await, once.</returns>
    public static SleepOperation Sleep(double seconds) => SleepOperation.Of(Milliseconds(seconds));

    /// <inheritdoc cref="Sleep(double)"/>
    /// <param name="duration">The time.</param>
    public static SleepOperation Sleep(TimeSpan duration) => SleepOperation.Of(Milliseconds(duration.Ticks));

    /// <summary>Awaits something for a limited time. In asyncio: <c>wait_for_ms()</c>.</summary>
    /// <param name="awaitable">A coroutine, a task, or whatever else can be awaited. A task is cancelled when the time is up.</param>
    /// <param name="limitMs">Milliseconds, or <see cref="NoLimit"/>; at zero or less it must have ended already.</param>
    /// <returns>What to await, once; its result is that of the awaitable.</returns>
    /// <exception cref="TimeoutException">The time was up; what was awaited has been cancelled, and has unwound.</exception>
    public static Coroutine WaitForMs(Awaitable awaitable, int limitMs) => WaitForOperation.Take(awaitable, limitMs);

    /// <inheritdoc cref="WaitForMs(Awaitable, int)"/>
    [CompileTimeOnly]
    public static Coroutine<T> WaitForMs<T>(Coroutine<T> awaitable, int limitMs) => throw null;

    /// <inheritdoc cref="WaitForMs(Awaitable, int)"/>
    [CompileTimeOnly]
    public static Coroutine<T> WaitForMs<T>(Task<T> awaitable, int limitMs) => throw null;

    /// <summary>Awaits something for a limited time. In asyncio: <c>wait_for()</c>.</summary>
    /// <param name="awaitable">A coroutine, a task, or whatever else can be awaited. A task is cancelled when the time is up.</param>
    /// <param name="seconds">Seconds; at zero or less it must have ended already.</param>
    /// <returns>What to await, once; its result is that of the awaitable.</returns>
    /// <exception cref="TimeoutException">The time was up; what was awaited has been cancelled, and has unwound.</exception>
    public static Coroutine WaitFor(Awaitable awaitable, double seconds) => WaitForOperation.Take(awaitable, Milliseconds(seconds));

    /// <inheritdoc cref="WaitFor(Awaitable, double)"/>
    [CompileTimeOnly]
    public static Coroutine<T> WaitFor<T>(Coroutine<T> awaitable, double seconds) => throw null;

    /// <inheritdoc cref="WaitFor(Awaitable, double)"/>
    [CompileTimeOnly]
    public static Coroutine<T> WaitFor<T>(Task<T> awaitable, double seconds) => throw null;

    /// <summary>
    /// Runs several awaitables at once and returns their results in the same order. The first failure is thrown at once, and the others
    /// run on; cancelled, it cancels them all and waits until they have unwound. In asyncio: <c>gather()</c>.
    /// </summary>
    /// <param name="awaitables">Coroutines become tasks; tasks may be awaited elsewhere too, and stand here twice.</param>
    /// <returns>The results; null for what returns nothing.</returns>
    public static Coroutine<object[]> Gather(params Awaitable[] awaitables) => Gathering.Run(awaitables, false);

    /// <summary>As <see cref="Gather(Awaitable[])"/>, but failures can stand among the results.</summary>
    /// <param name="returnExceptions">True to return exceptions, cancellations too, in the place of results.</param>
    /// <param name="awaitables">Coroutines become tasks; tasks may be awaited elsewhere too, and stand here twice.</param>
    /// <returns>The results; null for what returns nothing.</returns>
    public static Coroutine<object[]> Gather(bool returnExceptions, params Awaitable[] awaitables) =>
        Gathering.Run(awaitables, returnExceptions);

    /// <summary>
    /// Waits for the first of several and returns its index; the waits for the others are given up. Coroutines among them are cancelled, tasks are
    /// not. In asyncio: <c>wait(return_when=FIRST_COMPLETED)</c>.
    /// </summary>
    /// <param name="awaitables">Events, flags, tasks, coroutines; one at least.</param>
    /// <returns>The index; if the first fails, its exception is thrown.</returns>
    public static Coroutine<int> WaitAny(params Awaitable[] awaitables) => FirstOf.Run(awaitables);

    /// <summary>
    /// Waits until each of several has ended or was set at least once. If the wait is cancelled, coroutines among them are cancelled, tasks are
    /// not. In asyncio: <c>wait()</c>.
    /// </summary>
    /// <param name="awaitables">Events, flags, tasks, coroutines.</param>
    /// <returns>What to await; its result is theirs, exceptions too.</returns>
    public static Coroutine<object[]> WaitAll(params Awaitable[] awaitables) => Gathering.Run(ShieldedWrapper.WaitForEach(awaitables), true);

    /// <summary>
    /// Awaits something that goes on when the waiting task is cancelled. In asyncio: <c>shield()</c>.
    /// </summary>
    /// <param name="awaitable">A coroutine, which becomes a task, or a task.</param>
    /// <returns>What to await; its result is that of the awaitable.</returns>
    public static Coroutine<object> Shield(Awaitable awaitable) => ShieldedWrapper.Run(awaitable);

    /// <summary>
    /// Runs something that blocks on a thread of its own, while the loop goes on. In asyncio: <c>to_thread()</c>.
    /// </summary>
    /// <param name="call">What blocks. On the board it must be something that blocks its own thread only.</param>
    /// <returns>What to await; its result is that of the call. A cancelled wait leaves the thread to its end.</returns>
    /// <remarks>Four threads at most; a fifth call waits for one of them. What connects, joins and shakes hands has others.</remarks>
    public static Coroutine<object> ToThread(BlockingCall call) => WorkerThread.Run(call);

    /// <summary>Rounded up, so that a wait is never too short.</summary>
    private static long Milliseconds(long ticks)
    {
        long whole = ticks / TimeSpan.TicksPerMillisecond;
        return ticks > whole * TimeSpan.TicksPerMillisecond ? whole + 1 : whole;
    }

    private static long Milliseconds(double seconds)
    {
        const double Longest = 1e12;
        if (seconds > Longest)
        {
            seconds = Longest;
        }

        double exact = seconds * 1000;
        long whole = (long)exact;
        return whole < exact ? whole + 1 : whole;
    }
}
