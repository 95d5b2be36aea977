using AsyncCore;

namespace Benchmarks;

/// <summary>One thing to measure. It does not measure: that is for a <see cref="Program"/> on a board, and for the runner on a desktop.</summary>
public sealed class Benchmark
{
    private readonly Work work;

    /// <summary>Describes something to measure.</summary>
    /// <param name="name">Its name, the same as in the Python program.</param>
    /// <param name="work">Does it.</param>
    /// <param name="tasks">How many tasks that takes at the same time.</param>
    public Benchmark(string name, Work work, int tasks = 1)
    {
        this.work = work;
        Name = name;
        Tasks = tasks;
    }

    /// <summary>Does what is to be measured.</summary>
    /// <param name="count">How many times.</param>
    /// <returns>The main task.</returns>
    public delegate Coroutine Work(int count);

    /// <summary>What is measured.</summary>
    public string Name { get; }

    /// <summary>How many tasks it takes at the same time.</summary>
    public int Tasks { get; }

    /// <summary>True to tell how many there are in a second, false to tell how long one takes.</summary>
    public bool IsRate { get; set; }

    /// <summary>True if the tasks sleep most of the time, so that only the work between the sleeps is of interest.</summary>
    public bool Sleeps { get; set; }

    /// <summary>Runs it on a loop of its own.</summary>
    /// <param name="count">How many times.</param>
    /// <param name="jumps">True to jump over the sleeps, so that the time it takes is that of the work.</param>
    public void Run(int count, bool jumps)
    {
        Clock clock = jumps ? new AutojumpClock() : new BoardClock();
        Asyncio.Run(work(count), clock);
    }
}
