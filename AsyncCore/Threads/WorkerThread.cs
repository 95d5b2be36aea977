using System;
using System.Threading;

namespace AsyncCore;

/// <summary>A blocking call on a thread of its own. The thread cannot be interrupted: a cancelled wait leaves it to its end, and drops the result.</summary>
internal sealed class WorkerThread : ITaskOwner
{
    /// <summary>A started thread costs about 1 KB of the board's memory.</summary>
    private const int MaxThreads = 4;

    private static readonly Semaphore Free = new Semaphore(MaxThreads, MaxThreads);

    private readonly Semaphore permits;
    private readonly ThreadSafeFlag done = new ThreadSafeFlag();
    private readonly BlockingCall call;
    private readonly AutojumpClock clock;
    private object result;
    private Exception failure;

    private WorkerThread(BlockingCall call, Semaphore permits)
    {
        this.call = call;
        this.permits = permits;
        clock = EventLoop.Current.Clock as AutojumpClock;
    }

    /// <summary>Whoever was to wait for the end of the thread does not any more, or never did: the run has ended.</summary>
    bool ITaskOwner.NoteEnd(Task task)
    {
        End();
        return true;
    }

    /// <summary>Runs a call of the program, when one of the threads for these is free.</summary>
    internal static Coroutine<object> Run(BlockingCall call) => Run(call, Free);

    /// <summary>
    /// Runs a call of a library's own. It does not wait for those of the program, so that a limit of time is one of the call alone. Nothing here bounds how many there are: each has a
    /// socket, or the radio, and of those there are few.
    /// </summary>
    internal static Coroutine<object> RunAtOnce(BlockingCall call) => Run(call, null);

    private static async Coroutine<object> Run(BlockingCall call, Semaphore permits)
    {
        if (permits != null)
        {
            await permits.Acquire();
        }

        WorkerThread worker;
        try
        {
            worker = new WorkerThread(call, permits);
            new Thread(worker.Work).Start();
        }
        catch
        {
            // No memory for a thread; the next call may have more luck.
            permits?.Release();
            throw;
        }

        worker.clock?.BeginOutside();
        try
        {
            // The flag itself and not its Wait(), which ends at once if the thread was faster than this task. A cancellation that is under way would then come here or at the
            // wait after this one, as the machine pleases. So the call always ends through the loop.
            await worker.done;
        }
        catch (CancelledException)
        {
            EventLoop loop = EventLoop.Current;
            _ = loop.Start(OwnedTask.Of(loop, worker.Outlive(), worker));
            throw;
        }

        worker.End();
        return worker.failure == null ? worker.result : throw worker.failure;
    }

    private void Work()
    {
        try
        {
            result = call();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        done.Set();
    }

    /// <summary>Nobody waits for the thread any more, but it is there until it has ended.</summary>
    private async Coroutine Outlive() => await done.Wait();

    private void End()
    {
        clock?.EndOutside();
        permits?.Release();
    }
}
