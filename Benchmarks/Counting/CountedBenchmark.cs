namespace Benchmarks.Counting;

/// <summary>A benchmark of the device program, with counters in it and in the libraries it uses; known by reflection only, as it was built for another runtime.</summary>
public sealed class CountedBenchmark
{
    private const int FewestRounds = 1000;

    private readonly IReadOnlyList<CountedAssembly> assemblies;
    private readonly Action<int, bool> run;
    private readonly int rounds;

    /// <summary>Takes a benchmark.</summary>
    /// <param name="benchmark">An object of its class <c>Benchmarks.Benchmark</c>.</param>
    /// <param name="assemblies">All that is counted.</param>
    public CountedBenchmark(object benchmark, IReadOnlyList<CountedAssembly> assemblies)
    {
        T Get<T>(string property) => (T)benchmark.GetType().GetProperty(property)!.GetValue(benchmark)!;
        this.assemblies = assemblies;
        Name = Get<string>("Name");
        rounds = Math.Max(FewestRounds, Get<int>("Tasks"));
        run = benchmark.GetType().GetMethod("Run")!.CreateDelegate<Action<int, bool>>(benchmark);
    }

    /// <summary>What is measured.</summary>
    public string Name { get; }

    /// <summary>What one operation costs, method by method, without those that are not called.</summary>
    public Dictionary<string, Counts> CountByMethod()
    {
        // What is done once, such as making tasks and tables, is in both runs. The first run of all makes what is made once and used again.
        Run(rounds);
        Dictionary<string, Counts> once = Run(rounds);
        Dictionary<string, Counts> thrice = Run(3 * rounds);
        return thrice.Keys.ToDictionary(method => method, method => (thrice[method] - once[method]) / (2 * rounds))
            .Where(method => method.Value.Opcodes > 0)
            .ToDictionary();
    }

    private Dictionary<string, Counts> Run(int count)
    {
        Dictionary<string, Counts> before = Read();

        // Time jumps, so that nothing depends on how fast this machine is.
        run(count, true);
        Dictionary<string, Counts> after = Read();
        return after.Keys.ToDictionary(method => method, method => after[method] - before[method]);
    }

    private Dictionary<string, Counts> Read() => assemblies.SelectMany(assembly => assembly.Read()).ToDictionary();
}
