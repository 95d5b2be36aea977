using System.Reflection;
using VirtualPicoW;

namespace Benchmarks.Runner;

/// <summary>
/// Measures the benchmarks on a virtual Pico W, and has Python do the same work in the same run. The first argument is the benchmarks' assembly; if there
/// are more, only the benchmarks with one of them in their name are run.
/// </summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        string[] parts = arguments[1..];
        using VirtualBoard board = new(new BoardOptions { AccessPoint = null });
        board.Load(arguments[0]);
        Assembly assembly = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.Location == Path.GetFullPath(arguments[0]));
        object[] benchmarks = (object[])assembly.GetType("Benchmarks.Suite")!.GetMethod("All")!.Invoke(null, null)!;

        Python[] pythons = Python.FindAll();
        foreach (DeviceBenchmark benchmark in benchmarks.Select(benchmark => new DeviceBenchmark(benchmark)))
        {
            if (parts.Length > 0 && !parts.Any(benchmark.Name.Contains))
            {
                continue;
            }

            Figure figure = benchmark.Measure();
            string comparisons = string.Join("; ", pythons.Select(python => python.Compare(benchmark, figure)).OfType<string>());
            Console.WriteLine($"{benchmark.Name}: {figure}{(comparisons.Length == 0 ? "" : $" ({comparisons})")}");
        }
    }
}
