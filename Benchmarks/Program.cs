using System;
using GC = nanoFramework.Runtime.Native.GC;

namespace Benchmarks;

/// <summary>Measures on the runtime it runs on, and prints lines of the form <c>name: value unit</c>.</summary>
public static class Program
{
    private const int ShortestMs = 500;

    /// <summary>Roughly what a task takes on a 32-bit runtime while it is made and waits.</summary>
    private const int BytesPerTask = 350;

    /// <summary>Runs everything that the memory allows.</summary>
    public static void Main()
    {
        uint freeBytes = GC.Run(true);
        Console.WriteLine(freeBytes > 0 ? "free memory: " + freeBytes + " bytes" : "free memory: not known here");
        foreach (Benchmark benchmark in Suite.All())
        {
            if (freeBytes > 0 && freeBytes < (uint)(benchmark.Tasks * BytesPerTask))
            {
                Console.WriteLine(benchmark.Name + ": too many tasks for this memory");
                continue;
            }

            Measure(benchmark);
        }

        if (freeBytes > 0)
        {
            Console.WriteLine("sleeping task: " + SleepingTasks.Measure() + " bytes");
        }
    }

    /// <summary>Does it more and more often, until it takes long enough for a clock that counts milliseconds.</summary>
    private static void Measure(Benchmark benchmark)
    {
        int count = benchmark.Tasks < 100 ? 100 : benchmark.Tasks;
        long elapsedMs;
        while (true)
        {
            long start = Environment.TickCount64;
            benchmark.Run(count, benchmark.Sleeps);
            elapsedMs = Environment.TickCount64 - start;
            if (elapsedMs >= ShortestMs)
            {
                break;
            }

            count *= elapsedMs < ShortestMs / 16 ? 8 : 2;
        }

        if (benchmark.IsRate)
        {
            Console.WriteLine(benchmark.Name + ": " + ((long)count * 1000 / elapsedMs) + " per second");
        }
        else
        {
            Console.WriteLine(benchmark.Name + ": " + (elapsedMs * 1000.0 / count).ToString("F2") + " us");
        }
    }
}
