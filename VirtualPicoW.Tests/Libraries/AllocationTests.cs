using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace VirtualPicoW.Tests;

/// <summary>
/// The steady state allocates nothing: each of the device's allocation programs is run for some turns and for ten times as many, and the difference must be
/// not a byte.
/// </summary>
public sealed class AllocationTests(AllocationTests.Programs programs) : IClassFixture<AllocationTests.Programs>
{
    private const int FewTurns = 200;
    private const int ManyTurns = 2000;

    /// <summary>What a turn allocates shows each time; what .NET allocates once, whenever it likes, as when it compiles something anew, does not.</summary>
    private const int Attempts = 5;

    public static TheoryData<string> Names => [.. NamesOfPrograms()];

    [Theory(DisplayName = "allocates nothing in the steady state")]
    [MemberData(nameof(Names))]
    public void Allocates_nothing_in_the_steady_state(string program)
    {
        Action<int> run = programs.Find(program);
        long allocated = 0L;
        Thread runner = new(() =>
        {
            // Twice before it counts: the first runs compile the code and fill the pools.
            Measure(run, ManyTurns);
            Measure(run, FewTurns);
            int attempt = 0;
            do
            {
                allocated = Measure(run, ManyTurns) - Measure(run, FewTurns);
            }
            while (allocated != 0 && ++attempt < Attempts);
        });
        runner.Start();
        runner.Join();

        Assert.Equal(0, allocated);
    }

    private static long Measure(Action<int> run, int turns)
    {
        long before = Allocated;
        run(turns);
        return Allocated - before;
    }

    /// <summary>What the program allocated. The board's traces of what it throws at its end, such as a cancellation, are not its own.</summary>
    private static long Allocated => GC.GetAllocatedBytesForCurrentThread() - FirmwareTraces.AllocatedBytes;

    private static IEnumerable<string> NamesOfPrograms()
    {
        using Programs programs = new();
        return programs.Names;
    }

    /// <summary>The programs: every public static method of a class called ...AllocationPrograms that takes a number of turns.</summary>
    public sealed class Programs : IDisposable
    {
        private readonly VirtualBoard board = new(new BoardOptions());
        private readonly Dictionary<string, MethodInfo> methods;

        public Programs() => methods = board.Load(BuildOutput.UnitTests).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("AllocationPrograms", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters() is [{ ParameterType.Name: nameof(Int32) }])
            .ToDictionary(method => method.Name);

        public IReadOnlyCollection<string> Names => methods.Keys;

        public Action<int> Find(string name) => methods[name].CreateDelegate<Action<int>>();

        public void Dispose() => board.Stop();
    }
}
