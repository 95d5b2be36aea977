using System.Reflection;
using Benchmarks.Counting;

namespace Weaver.Tests.Harness;

/// <summary>
/// The benchmarks and AsyncCore with counters in them, made from their sources as for a release, whatever these tests were built for: what is flashed is optimised, and debug
/// code costs something else.
/// </summary>
internal static class OptimisedBenchmarks
{
    private const string Core = "AsyncCore";
    private const string Program = "Benchmarks";

    /// <summary>Compiles, weaves and loads them.</summary>
    /// <returns>All benchmarks. What they were made of is gone.</returns>
    public static IReadOnlyList<CountedBenchmark> Make()
    {
        using Workshop workshop = new();
        string reference = workshop.PathOf($"ref/{Core}.dll");
        TestCompiler.CompileAsyncCore(workshop.PathOf($"compiled/{Core}.dll"), SourcesIn(Core, SearchOption.AllDirectories), reference);
        Weave(workshop, Core, [Paths.Mscorlib, Paths.RuntimeNative]);
        TestCompiler.Compile(workshop.PathOf($"compiled/{Program}.dll"), Shape.Release, SourcesIn(Program, SearchOption.TopDirectoryOnly), [Paths.RuntimeNative], asyncCorePath: reference);
        Weave(workshop, Program, [Paths.Mscorlib, Paths.RuntimeNative, reference]);

        string[] names = [Core, Program];
        IReadOnlyList<string>[] methods = names.Select(name => CounterWeaver.Weave(workshop.PathOf($"woven/{name}.dll"), workshop.PathOf($"counted/{name}.dll"))).ToArray();
        WovenContext board = new(names.ToDictionary(name => name, name => workshop.PathOf($"counted/{name}.dll")));
        Assembly[] assemblies = names.Select(name => board.LoadFromAssemblyName(new AssemblyName(name))).ToArray();
        CountedAssembly[] counted = assemblies.Zip(methods, (assembly, names) => new CountedAssembly(assembly, names)).ToArray();
        object[] benchmarks = (object[])assemblies[1].GetType("Benchmarks.Suite")!.GetMethod("All")!.Invoke(null, null)!;
        return benchmarks.Select(benchmark => new CountedBenchmark(benchmark, counted)).ToArray();
    }

    private static void Weave(Workshop workshop, string name, string[] references) =>
        Assert.Empty(AssemblyWeaver.Weave(workshop.PathOf($"compiled/{name}.dll"), workshop.PathOf($"woven/{name}.dll"), references));

    private static IEnumerable<(string File, string Text)> SourcesIn(string folder, SearchOption depth)
    {
        string root = Paths.Repository(folder);
        return Directory.EnumerateFiles(root, "*.cs", depth)
            .Where(path => Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(path)));
    }
}
