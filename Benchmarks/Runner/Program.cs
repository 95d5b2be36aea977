using System.Reflection;
using Benchmarks.Runner.Echo;
using VirtualPicoW;

namespace Benchmarks.Runner;

/// <summary>
/// Measures the benchmarks on a virtual Pico W, and has Python do the same work in the same run. The first argument is the benchmarks' assembly, the second the echo
/// server's, the third the table of what each is expected to cost; if there are more, only the benchmarks with one of them in their name are run, or counted.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        if (arguments[0] == DeviceServer.Word)
        {
            DeviceServer.Run(arguments[1], arguments[2], arguments[3]);
            return;
        }

        string[] words = arguments[3..];
        if (words is [CountCommand.Word, ..])
        {
            CountCommand.Run(arguments[0], arguments[2], words[1..]);
            return;
        }

        bool IsWanted(string name) => words.Length == 0 || words.Any(name.Contains);
        Python[] pythons = Python.FindAll();
        MeasureOperations(arguments[0], IsWanted, pythons);

        EchoLoad.UseOneThread();
        EchoServer[] servers = [EchoServer.Ours(arguments[1]), .. pythons.Select(EchoServer.Of)];
        foreach (EchoBenchmark benchmark in EchoBenchmark.All.Where(benchmark => IsWanted(benchmark.Name)))
        {
            await benchmark.Run(servers);
        }
    }

    private static void MeasureOperations(string path, Func<string, bool> isWanted, Python[] pythons)
    {
        using VirtualBoard board = new(new BoardOptions { AccessPoint = null });
        board.Load(path);
        Assembly assembly = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.Location == Path.GetFullPath(path));
        object[] benchmarks = (object[])assembly.GetType("Benchmarks.Suite")!.GetMethod("All")!.Invoke(null, null)!;
        foreach (DeviceBenchmark benchmark in benchmarks.Select(benchmark => new DeviceBenchmark(benchmark)).Where(benchmark => isWanted(benchmark.Name)))
        {
            Figure figure = benchmark.Measure();
            string comparisons = string.Join("; ", pythons.Select(python => python.Compare(benchmark, figure)).OfType<string>());
            Console.WriteLine($"{benchmark.Name}: {figure}{(comparisons.Length == 0 ? "" : $" ({comparisons})")}");
        }
    }
}
