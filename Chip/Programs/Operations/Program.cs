using System;
using Benchmarks;
using GC = nanoFramework.Runtime.Native.GC;

namespace Chip;

/// <summary>
/// Does each benchmark a few times and then three times as often, and prints a mark before and after each: who sees when they come knows how long one takes. That is over
/// sooner than the benchmarks' own way, which waits for a clock that counts milliseconds.
/// </summary>
public static class Program
{
    private const int Count = 100;
    private const int MaxTasks = 100;

    public static void Main()
    {
        foreach (Benchmark benchmark in Suite.All())
        {
            if (benchmark.Tasks <= MaxTasks && !benchmark.Sleeps)
            {
                Measure(benchmark);
            }
        }

        Measure(new Benchmark("throw and catch across 1 await", Throws.AcrossOne));
        Measure(new Benchmark("throw and catch across 5 awaits", Throws.AcrossFive));
        Console.WriteLine("memory of a sleeping task: " + SleepingTasks.Measure() + " bytes");
        Console.WriteLine("done");
    }

    private static void Measure(Benchmark benchmark)
    {
        // What is made once and used again is there then, and each begins with the same memory.
        benchmark.Run(Count, false);
        GC.Run(true);
        Console.WriteLine("mark 0 of " + Count + ": " + benchmark.Name);
        benchmark.Run(Count, false);
        Console.WriteLine("mark 1 of " + Count + ": " + benchmark.Name);
        benchmark.Run(3 * Count, false);
        Console.WriteLine("mark 2 of " + Count + ": " + benchmark.Name);
    }
}
