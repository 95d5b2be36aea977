using System.Diagnostics;

namespace Benchmarks.Runner;

/// <summary>A benchmark of the device program, known by reflection only: it was built for another runtime.</summary>
internal sealed class DeviceBenchmark
{
    private const int Rounds = 3;

    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(250);

    private readonly Action<int, bool> run;
    private readonly int tasks;

    public DeviceBenchmark(object benchmark)
    {
        T Get<T>(string property) => (T)benchmark.GetType().GetProperty(property)!.GetValue(benchmark)!;
        Name = Get<string>("Name");
        IsRate = Get<bool>("IsRate");
        tasks = Get<int>("Tasks");
        run = benchmark.GetType().GetMethod("Run")!.CreateDelegate<Action<int, bool>>(benchmark);
    }

    public string Name { get; }

    /// <summary>True to tell how many there are in a second, false to tell how long one takes.</summary>
    public bool IsRate { get; }

    /// <summary>The best of some rounds, after as many to warm up as it takes to find a number that lasts long enough.</summary>
    public Figure Measure()
    {
        int count = Math.Max(tasks, 100);
        while (!IsLongEnough(count))
        {
            count *= 2;
        }

        double seconds = Enumerable.Range(0, Rounds).Min(_ => Seconds(count)) / count;

        // What is allocated once, for tasks and tables, does not count: it is in both runs.
        double bytes = Math.Max(0, Allocated(2 * count) - Allocated(count)) / (double)count;
        return new Figure(seconds, IsRate, bytes);
    }

    private bool IsLongEnough(int count)
    {
        Stopwatch stopwatch = Stopwatch.StartNew();
        run(count, false);
        return stopwatch.Elapsed > LongEnough;
    }

    /// <summary>The processor's time: what other programs do at the same time does not count, and sleeping does not either.</summary>
    private double Seconds(int count)
    {
        GC.Collect();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        run(count, false);
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private long Allocated(int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        run(count, false);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
