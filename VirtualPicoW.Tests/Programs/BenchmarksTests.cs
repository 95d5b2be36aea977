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
        using VirtualBoard board = new(new BoardOptions { AccessPoint = null });
        Assembly assembly = board.Load(BuildOutput.Benchmarks).Assembly;
        object[] benchmarks = (object[])assembly.GetType("Benchmarks.Suite")!.GetMethod("All")!.Invoke(null, null)!;
        Assert.NotEmpty(benchmarks);
        foreach (object benchmark in benchmarks)
        {
            T Get<T>(string name) => (T)benchmark.GetType().GetProperty(name)!.GetValue(benchmark)!;
            benchmark.GetType().GetMethod("Run")!.Invoke(benchmark, [Math.Max(100, Get<int>("Tasks")), Get<bool>("Sleeps")]);

            Assert.True(CurrentPoller(assembly) == null, $"{Get<string>("Name")} leaves its poller behind.");
        }
    }

    /// <summary>What the loop of the run before has left; each board has an AsyncCore of its own.</summary>
    private static object? CurrentPoller(Assembly benchmarks)
    {
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(benchmarks)!;
        Type loop = context.Assemblies.Single(assembly => assembly.GetName().Name == "AsyncCore").GetType("AsyncCore.EventLoop")!;
        return loop.GetProperty("Poller")!.GetValue(loop.GetProperty("Current")!.GetValue(null));
    }
}
