namespace Benchmarks;

/// <summary>All that is measured.</summary>
public static class Suite
{
    /// <summary>Lists the benchmarks.</summary>
    /// <returns>A new array.</returns>
    public static Benchmark[] All() => new[]
    {
        Switches(1, 0),
        Switches(10, 0),
        Switches(100, 0),
        Switches(1000, 0),
        Switches(10, 10),
        Switches(10, 50),
        Switches(10, 200),
        Timers(100),
        Timers(1000),
        Timers(10000),
        new Benchmark("event round trip", Operations.EventRoundTrip, 2),
        new Benchmark("queue put and get, room for 1", Operations.QueueOfOne, 2),
        new Benchmark("queue put and get, room for 100", Operations.QueueOfHundred, 2),
        new Benchmark("lock hand-over", Operations.LockHandOver, 10),
        new Benchmark("lock that is free", Operations.FreeLock),
        new Benchmark("await of a coroutine", Operations.AwaitCoroutine),
        new Benchmark("create and await a task", Operations.CreateAndAwait, 2),
        new Benchmark("wait_for in time", Operations.WaitForInTime),
        new Benchmark("wait_for too late", Operations.WaitForTooLate) { Sleeps = true },
        new Benchmark("gather of 10", Operations.GatherOfTen, 11),
    };

    private static Benchmark Switches(int tasks, int waiting)
    {
        string name = "switches with " + tasks + (tasks == 1 ? " task" : " tasks");
        if (waiting > 0)
        {
            name += ", " + waiting + " waiting for I/O";
        }

        return new Benchmark(name, new Switches(tasks, waiting).Run, tasks + waiting) { IsRate = true };
    }

    private static Benchmark Timers(int tasks) =>
        new Benchmark("timer wake-up with " + tasks + " tasks", new Timers(tasks).Run, tasks) { Sleeps = true };
}
