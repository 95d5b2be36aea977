using System.Reflection;
using System.Runtime.Loader;
using Benchmarks.Counting;
using VirtualPicoW;

namespace Benchmarks.Runner;

/// <summary>Counts what one operation of each benchmark executes, and holds it against the table of what is expected.</summary>
internal static class CountCommand
{
    public const string Word = "count";

    private const string UpdateWord = "update";

    /// <summary>The library that is measured. It is counted, and so is the benchmark itself.</summary>
    private const string Core = "AsyncCore";

    private static bool IsOptimised =>
#if DEBUG
        false;
#else
        true;
#endif

    /// <summary>Counts, and prints lines of the form <c>name: counts</c>.</summary>
    /// <param name="path">The benchmarks' assembly, beside AsyncCore.</param>
    /// <param name="tablePath">The file with what is expected.</param>
    /// <param name="words">The word that renews the table; or words in the names of the benchmarks whose methods are of interest, one by one.</param>
    public static void Run(string path, string tablePath, string[] words)
    {
        bool updates = words is [UpdateWord];
        bool showsMethods = words.Length > 0 && !updates;
        CountTable? table = IsOptimised && File.Exists(tablePath) ? CountTable.Parse(File.ReadAllText(tablePath)) : null;
        List<(string Name, Counts Counts)> counted = [];
        using VirtualBoard board = new(new BoardOptions { AccessPoint = null });
        foreach (CountedBenchmark benchmark in Load(board, path).Where(benchmark => !showsMethods || words.Any(benchmark.Name.Contains)))
        {
            Dictionary<string, Counts> methods = benchmark.CountByMethod();
            Counts counts = Counts.Sum(methods.Values);
            counted.Add((benchmark.Name, counts));
            Console.WriteLine($"{benchmark.Name}: {counts}");
            foreach ((string method, Counts own) in methods.Where(_ => showsMethods).OrderByDescending(method => method.Value.Opcodes))
            {
                Console.WriteLine($"    {method}: {own}");
            }
        }

        if (!IsOptimised)
        {
            Console.WriteLine("This is debug code, which is not what is flashed, and is not held against the table: add -c Release.");
        }
        else if (updates)
        {
            File.WriteAllText(tablePath, CountTable.Format(counted));
            Console.WriteLine($"written to {tablePath}");
        }
        else
        {
            counted.Select(each => table?.Complaint(each.Name, each.Counts)).OfType<string>().ToList().ForEach(Console.WriteLine);
        }
    }

    /// <summary>Puts copies with counters beside the originals and loads them.</summary>
    private static CountedBenchmark[] Load(VirtualBoard board, string path)
    {
        DirectoryInfo folder = new FileInfo(path).Directory!.CreateSubdirectory("counted");
        IReadOnlyList<string> ofCore = CounterWeaver.Weave(Path.Combine(folder.Parent!.FullName, Core + ".dll"), Path.Combine(folder.FullName, Core + ".dll"));
        string copy = Path.Combine(folder.FullName, Path.GetFileName(path));
        IReadOnlyList<string> ofBenchmarks = CounterWeaver.Weave(path, copy);
        board.Load(copy);
        Assembly program = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.Location == copy);
        Assembly core = AssemblyLoadContext.GetLoadContext(program)!.LoadFromAssemblyName(new AssemblyName(Core));
        CountedAssembly[] counted = [new CountedAssembly(core, ofCore), new CountedAssembly(program, ofBenchmarks)];
        object[] benchmarks = (object[])program.GetType("Benchmarks.Suite")!.GetMethod("All")!.Invoke(null, null)!;
        return benchmarks.Select(benchmark => new CountedBenchmark(benchmark, counted)).ToArray();
    }
}
