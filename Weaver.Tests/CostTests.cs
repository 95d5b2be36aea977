using System.Reflection;
using Benchmarks.Counting;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>What an interpreter has to do for one operation is counted, and kept in a table beside the benchmarks.</summary>
public sealed class CostTests
{
    private static readonly Counts Usual = new(352.9, 16.6, 3);

    [Fact]
    public void No_benchmark_costs_more_or_less_than_the_table_says()
    {
        CountTable table = CountTable.Parse(File.ReadAllText(Paths.Repository("Benchmarks/counts.txt")));

        string[] complaints = OptimisedBenchmarks.Make()
            .Select(benchmark => table.Complaint(benchmark.Name, Counts.Sum(benchmark.CountByMethod().Values)))
            .OfType<string>()
            .ToArray();

        Assert.True(complaints.Length == 0, string.Join("\n", complaints));
    }

    [Fact]
    public void Each_way_through_the_code_is_counted_as_often_as_it_is_gone()
    {
        const string Source = """
            public static class Counted
            {
                public static void Go(int rounds)
                {
                    for (int i = 0; i < rounds; i++)
                    {
                        try
                        {
                            switch (i % 4)
                            {
                                case 0: Nothing(); break;
                                case 1: new object(); break;
                                case 2: object boxed = i; throw new System.Exception();
                                default: break;
                            }
                        }
                        catch (System.Exception)
                        {
                            int[] array = new int[i];
                        }
                        finally
                        {
                            Nothing();
                        }
                    }
                }

                private static void Nothing() { }
            }
            """;
        using Workshop workshop = new();
        TestCompiler.Compile(workshop.PathOf("compiled/Counted.dll"), Shape.Debug, [("Counted.cs", Source)], []);
        IReadOnlyList<string> methods = CounterWeaver.Weave(workshop.PathOf("compiled/Counted.dll"), workshop.PathOf("counted/Counted.dll"));
        WovenContext board = new(new Dictionary<string, string> { ["Counted"] = workshop.PathOf("counted/Counted.dll") });
        Assembly assembly = board.LoadFromAssemblyName(new AssemblyName("Counted"));
        CountedAssembly counted = new(assembly, methods);

        assembly.GetType("Counted")!.GetMethod("Go")!.Invoke(null, [400]);

        Dictionary<string, Counts> counts = counted.Read();
        Assert.Equal((100 + 100 + 100 + 400, 100 + 200 + 100), (counts["Counted.Go"].Calls, counts["Counted.Go"].Objects));
        Assert.Equal((500 * 2, 0, 0), (counts["Counted.Nothing"].Opcodes, counts["Counted.Nothing"].Calls, counts["Counted.Nothing"].Objects));
    }

    [Theory]
    [InlineData(1.049, 1, 1)]
    [InlineData(0.96, 0.96, 1)]
    public void A_little_more_or_less_is_let_pass(double opcodes, double calls, double objects) => Assert.Null(Complaint(Times(opcodes, calls, objects)));

    [Theory]
    [InlineData(1.06, 1, 1, "costs more opcodes than before")]
    [InlineData(0.5, 1.06, 1, "costs more calls than before")]
    [InlineData(1.06, 1, 1.34, "costs more opcodes and objects than before")]
    [InlineData(0.94, 1, 1, "costs less than before")]
    public void A_change_of_more_than_5_percent_is_told_with_the_command_that_renews_the_table(double opcodes, double calls, double objects, string expected)
    {
        string? complaint = Complaint(Times(opcodes, calls, objects));

        Assert.StartsWith("create and await a task " + expected, complaint);
        Assert.EndsWith("dotnet run -c Release --project Benchmarks -- count update", complaint);
    }

    [Fact]
    public void A_benchmark_that_is_new_has_to_be_entered() =>
        Assert.Equal("another is not in the table: dotnet run -c Release --project Benchmarks -- count update", CountTable.Parse(string.Empty).Complaint("another", Usual));

    private static string? Complaint(Counts counts) =>
        CountTable.Parse(CountTable.Format([("create and await a task", Usual)])).Complaint("create and await a task", counts);

    private static Counts Times(double opcodes, double calls, double objects) => new(Usual.Opcodes * opcodes, Usual.Calls * calls, Usual.Objects * objects);
}
