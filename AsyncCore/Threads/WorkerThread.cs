using System;
using System.Threading;

namespace AsyncCore;

/// <summary>A blocking call on a thread of its own. The thread cannot be interrupted: a cancelled wait leaves it to its end, and drops the result.</summary>
internal sealed class WorkerThread
{
    /// <summary>A started thread costs about 1 KB of the board's memory.</summary>
    private const int MaxThreads = 4;

    private static readonly Semaphore Free = new Semaphore(MaxThreads, MaxThreads);

    private readonly ThreadSafeFlag done = new ThreadSafeFlag();
    private readonly BlockingCall call;
    private object result;
    private Exception failure;

    private WorkerThread(BlockingCall call) => this.call = call;

    internal static async Coroutine<object> Run(BlockingCall call)
    {
        await Free.Acquire();
        AutojumpClock clock = EventLoop.Current.Clock as AutojumpClock;
        WorkerThread worker;
        try
        {
            worker = new WorkerThread(call);
            new Thread(worker.Work).Start();
        }
        catch
        {
            // No memory for a thread; the next call may have more luck.
            Free.Release();
            throw;
        }

        clock?.BeginOutside();
        try
        {
            await worker.done.Wait();
        }
        catch (CancelledException)
        {
            _ = Asyncio.CreateTask(worker.Outlive(clock));
            throw;
        }

        worker.End(clock);
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
    private async Coroutine Outlive(AutojumpClock clock)
    {
        try
        {
            await done.Wait();
        }
        finally
        {
            End(clock);
        }
    }

    private void End(AutojumpClock clock)
    {
        clock?.EndOutside();
        Free.Release();
    }
}
