using System.Reflection;
using System.Runtime.Loader;
using Weaver.Tests.Harness;
using Weaver.Tests.RandomCode;

namespace Weaver.Tests;

/// <summary>Classes made by dice do the same on woven AsyncCore as on .NET.</summary>
public sealed class RandomClassTests
{
    private const int ClassCount = 12;
    private const int Runs = 6;

    [Theory, BothShapes]
    public void What_works_in_dot_net_works_woven(Shape shape) => Check(shape, 1, ClassCount);

    /// <summary>Makes classes of some seeds, and compares what they say, line by line.</summary>
    internal static void Check(Shape shape, int firstSeed, int count)
    {
        int[] seeds = Enumerable.Range(firstSeed, count).ToArray();
        string classes = string.Join("\n", seeds.Select(RandomClass.Write));
        string[] expected = RunOnDotNet(seeds, classes).Split('\n');
        string[] said = RunWoven(shape, seeds, classes).Split('\n');
        Assert.Equal((count * Runs) + 1, expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i] == said[i], $"RandomClassTests.Check(Shape.{shape}, {seeds[Math.Min(i / Runs, count - 1)]}, 1), run {i % Runs}\n.NET:  {expected[i]}\nWoven: {said[i]}");
        }
    }

    private static string RunOnDotNet(int[] seeds, string classes)
    {
        using Workshop workshop = new();
        string path = workshop.PathOf("Test.dll");
        string[] sources = [RandomFrame.Common, RandomFrame.OfDotNet, RandomFrame.Starter(seeds, Runs, "main().GetAwaiter().GetResult();"), classes];
        TestCompiler.CompileForDotNet(path, [.. sources.Select((text, i) => ($"{i}.cs", text.Replace("Coroutine", "Task", StringComparison.Ordinal)))]);
        AssemblyLoadContext context = new(null, isCollectible: true);
        try
        {
            Assembly assembly = context.LoadFromStream(new MemoryStream(File.ReadAllBytes(path)));
            return (string)assembly.GetType("Starter")!.GetMethod("Start")!.Invoke(null, null)!;
        }
        finally
        {
            context.Unload();
        }
    }

    private static string RunWoven(Shape shape, int[] seeds, string classes)
    {
        using Workshop workshop = new();
        string compiled = workshop.PathOf("compiled/Test.dll");
        string woven = workshop.PathOf("woven/Test.dll");
        string[] sources = [RandomFrame.Common, RandomFrame.OfAsyncCore, RandomFrame.Starter(seeds, Runs, "Run(main(), new AutojumpClock());"), classes];
        TestCompiler.Compile(compiled, shape, sources.Select((text, i) => ($"{i}.cs", text)), []);
        Assert.Empty(AssemblyWeaver.Weave(compiled, woven, [Paths.Mscorlib, Paths.AsyncCoreReference]));
        return TestProgram.Start(woven, "Starter");
    }
}
