using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Simulated time: it jumps, it is the same each time, and it tells when it cannot go on.</summary>
public class TimeTests
{
    private const int Edges = 10;

    [Fact]
    public void An_hour_of_blinking_has_all_its_edges_at_their_time()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.Boot(BuildOutput.Sample("Blink"));

        simulation.RunFor(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromHours(1), simulation.Now);
        Assert.Equal(7186, board.Pins[15].Edges.Count);
        Assert.All(board.Pins[15].Edges.Zip(board.Pins[15].Edges.Skip(1)), pair => Assert.Equal(TimeSpan.FromMilliseconds(501), pair.Second.Time - pair.First.Time));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        Assert.Equal(Run(7), Run(7));

        static ulong Run(ulong seed)
        {
            using Simulation simulation = new(seed);
            simulation.Boot(BuildOutput.Sample("TwoLeds"));
            simulation.RunFor(TimeSpan.FromSeconds(30));
            return simulation.Fingerprint;
        }
    }

    [Fact]
    public void Fifty_boards_live_in_one_world()
    {
        using Simulation simulation = new();
        VirtualBoard[] boards = Enumerable.Range(0, 50).Select(_ => simulation.Boot(BuildOutput.Sample("Blink"))).ToArray();

        simulation.RunUntil(() => boards.All(board => board.Pins[15].Edges.Count >= Edges), TimeSpan.FromMinutes(1));

        Assert.All(boards, board => Assert.Equal(Edges, board.Pins[15].Edges.Count));
    }

    [Fact]
    public void Of_a_world_that_is_gone_nothing_stays()
    {
        WeakReference firmware = LiveShortly();
        for (int look = 0; firmware.IsAlive && look < 600; look++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(100);
        }

        Assert.False(firmware.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference LiveShortly()
        {
            using Simulation simulation = new();
            VirtualBoard board = simulation.AddBoard();
            WeakReference firmware = new(board.Load(Firmware.PathOf("firmware")).Assembly);
            board.Start();
            simulation.RunFor(TimeSpan.FromSeconds(3));
            return firmware;
        }
    }

    [Fact]
    public void A_press_is_seen_at_its_time()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.Boot(BuildOutput.Firmware("Tasks"));
        simulation.At(TimeSpan.FromSeconds(2), () => board.Do("press 3 0.25"));

        simulation.RunFor(TimeSpan.FromSeconds(3));

        Assert.Equal([new PinEdge(TimeSpan.FromSeconds(2), false), new PinEdge(TimeSpan.FromSeconds(2.25), true)], board.Pins[3].Edges.TakeLast(2));
    }

    [Fact]
    public void When_nothing_can_happen_any_more_the_log_tells_who_waits_for_what()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.Boot(BuildOutput.Firmware("Tasks"));
        board.Pins[3].Drive(false);

        TimeoutException exception = Assert.Throws<TimeoutException>(() => simulation.RunUntil(() => board.Completion.IsCompleted, TimeSpan.FromHours(1)));

        Assert.Contains("nothing can happen any more", exception.Message);
        string[] told = board.Log.Lines.Where(line => line.Source == "tasks").Select(line => line.Text.Trim()).ToArray();
        Assert.Contains(told, line => line.Contains("holder waits for Event, in Hold", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Contains("wanting waits for", StringComparison.Ordinal));
    }

    [Fact]
    public void A_task_that_never_gives_the_loop_back_is_named()
    {
        using Simulation simulation = new() { LongestTurn = TimeSpan.FromSeconds(4) };
        VirtualBoard board = simulation.Boot(BuildOutput.Firmware("Tasks"));
        simulation.At(TimeSpan.FromSeconds(2), () => board.Pins[2].Drive(false));

        SimulationException exception = Assert.Throws<SimulationException>(() => simulation.RunFor(TimeSpan.FromSeconds(5)));

        Assert.Contains("computing", exception.Message);
        board.Pins[2].Release();
    }

    [Fact]
    public async Task After_a_power_cut_nothing_of_the_program_runs()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.Boot(BuildOutput.Sample("Blink"));
        simulation.At(TimeSpan.FromSeconds(2.2), () => board.Do("power"));

        simulation.RunFor(TimeSpan.FromSeconds(10));

        Assert.Equal(ExitReason.Stopped, (await board.Completion).Reason);
        Assert.Equal(5, board.Pins[15].Edges.Count);
    }

    [Fact]
    public void A_peer_is_an_async_method_that_lives_in_simulated_time()
    {
        using Simulation simulation = new();
        TimeSpan woken = default;
        simulation.Start(async () =>
        {
            await simulation.Delay(TimeSpan.FromSeconds(1));
            await simulation.Delay(TimeSpan.FromSeconds(2));
            woken = simulation.Now;
        });

        simulation.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromSeconds(3), woken);
    }

    [Fact]
    public void What_a_peer_throws_ends_the_run_and_tells_when_and_with_which_seed()
    {
        using Simulation simulation = new(42);
        simulation.Start(async () =>
        {
            await simulation.Delay(TimeSpan.FromSeconds(1));
            throw new InvalidDataException("The answer was wrong.");
        });

        SimulationException exception = Assert.Throws<SimulationException>(() => simulation.RunFor(TimeSpan.FromMinutes(1)));

        Assert.Equal("At 1.000 s, with seed 42: InvalidDataException: The answer was wrong.", exception.Message);
    }
}
