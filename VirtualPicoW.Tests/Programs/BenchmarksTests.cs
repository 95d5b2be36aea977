using System;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace VirtualPicoW.Tests;

/// <summary>The benchmarks do what they say, each by itself.</summary>
public class BenchmarksTests
{
    [Fact]
    public void A_benchmark_leaves_nothing_behind_that_the_next_one_would_poll()
    {
        using var board = new VirtualBoard(new BoardOptions { AccessPoint = null });
        var assembly = board.Load(BuildOutput.Benchmarks).Assembly;
        var benchmarks = (object[])assembly.GetType("Benchmarks.Suite")!.GetMethod("All")!.Invoke(null, null)!;
        Assert.NotEmpty(benchmarks);
        foreach (var benchmark in benchmarks)
        {
            T Get<T>(string name) => (T)benchmark.GetType().GetProperty(name)!.GetValue(benchmark)!;
            benchmark.GetType().GetMethod("Run")!.Invoke(benchmark, [Math.Max(100, Get<int>("Tasks")), Get<bool>("Sleeps")]);

            Assert.True(CurrentPoller(assembly) == null, $"{Get<string>("Name")} leaves its poller behind.");
        }
    }

    /// <summary>What the loop of the run before has left; each board has an AsyncCore of its own.</summary>
    private static object? CurrentPoller(Assembly benchmarks)
    {
        var context = AssemblyLoadContext.GetLoadContext(benchmarks)!;
        var loop = context.Assemblies.Single(assembly => assembly.GetName().Name == "AsyncCore").GetType("AsyncCore.EventLoop")!;
        return loop.GetProperty("Poller")!.GetValue(loop.GetProperty("Current")!.GetValue(null));
    }
}
