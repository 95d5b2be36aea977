using System;
using System.IO;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>A board whose power is cut and comes back: what it keeps, what it loses, and who finds it again.</summary>
public sealed class RestartTests : IDisposable
{
    private const int EchoPort = 9000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("restart").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_board_that_is_reset_has_its_flash_and_loses_its_memory()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.Boot(BuildOutput.Firmware("Rememberer"));
        simulation.RunFor(TimeSpan.FromSeconds(1));

        VirtualBoard next = simulation.Restart(board);
        simulation.RunFor(TimeSpan.FromSeconds(1));

        Assert.Contains(board.Log.Lines, line => line.Text == "boot 1, '' with '' in flash");
        Assert.Contains(next.Log.Lines, line => line.Text.StartsWith("boot 1, 'a|b;' with 'pass", StringComparison.Ordinal));
        Assert.Equal([next], simulation.Boards);
    }

    [Fact]
    public void Another_board_of_the_same_world_has_a_flash_of_its_own()
    {
        using Simulation simulation = new();
        simulation.Boot(BuildOutput.Firmware("Rememberer"));
        simulation.RunFor(TimeSpan.FromSeconds(1));

        VirtualBoard other = simulation.Boot(BuildOutput.Firmware("Rememberer"));
        simulation.RunFor(TimeSpan.FromSeconds(1));

        Assert.Contains(other.Log.Lines, line => line.Text == "boot 1, '' with '' in flash");
    }

    [Fact]
    public void A_button_that_is_held_and_a_wire_are_there_after_a_reset_and_the_button_can_be_let_go()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.Boot(BuildOutput.Firmware("Rememberer"));
        VirtualBoard other = simulation.Boot(BuildOutput.Sample("Blink"));
        board.Do("press 3 5");
        board.Pins[2].WireTo(other.Pins[15]);
        simulation.RunFor(TimeSpan.FromSeconds(2));

        VirtualBoard next = simulation.Restart(board);
        simulation.RunFor(TimeSpan.FromSeconds(2));

        Assert.Contains(next.Log.Lines, line => line.Text == "GP3 is low");
        Assert.True(next.Pins[2].Edges.Count > 2);
        Assert.False(next.Pins[3].IsHigh);
        simulation.RunFor(TimeSpan.FromSeconds(2));
        Assert.True(next.Pins[3].IsHigh);
    }

    [Fact]
    public void A_board_that_is_reset_has_its_settings_and_its_address_and_serves_again()
    {
        using Simulation simulation = new(seed: 7) { Wifi = LinkProfile.CrowdedWifi };
        VirtualBoard board = simulation.AddBoard(new BoardOptions { QuietPins = true });
        board.Load(Firmware.PathOf("firmware")).Settings!.Set("echo.port", "9001");
        board.Start();
        EchoClientPeer client = new(simulation, simulation.Computer, board, EchoPort + 1, "client");
        simulation.RunUntil(() => client.Messages > 10, Minute);
        string address = board.Address;

        VirtualBoard next = simulation.Restart(board);
        Assert.Equal("0.0.0.0", board.Address);
        long before = client.Messages;
        simulation.RunUntil(() => client.Messages > before + 10, Minute);

        Assert.Equal(address, next.Address);
        Assert.Equal(1, client.Deaths);
    }

    [Fact]
    public void What_a_script_has_planned_happens_after_a_reset_too()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.AddBoard();
        board.Load(BuildOutput.Firmware("Tasks"));
        Script.Parse("script", ["1 reset", "2 press 3"]).Play(board);
        board.Start();

        simulation.RunFor(TimeSpan.FromSeconds(3));

        VirtualBoard next = Assert.Single(simulation.Boards);
        Assert.NotSame(board, next);
        Assert.Equal([new PinEdge(TimeSpan.FromSeconds(1), false), new PinEdge(TimeSpan.FromSeconds(1.1), true)], next.Pins[3].Edges.TakeLast(2));
    }

    [Fact]
    public void A_crash_at_an_event_is_the_same_run_each_time()
    {
        Assert.Equal(Crash(3000), Crash(3000));
        Assert.NotEqual(Crash(3000), Crash(3001));

        static ulong Crash(long number)
        {
            using Simulation simulation = new(seed: 3);
            VirtualBoard board = simulation.Boot(Firmware.PathOf("firmware"), new BoardOptions { QuietPins = true });
            EchoClientPeer client = new(simulation, simulation.Computer, board, EchoPort, "client");
            simulation.AtEvent(number, () => simulation.Restart(board));
            simulation.RunFor(TimeSpan.FromSeconds(10));
            Assert.True(client.Messages > 0);
            return simulation.Fingerprint;
        }
    }

    [Fact]
    public void An_event_that_has_happened_cannot_be_waited_for()
    {
        using Simulation simulation = new();
        simulation.Boot(BuildOutput.Sample("Blink"));
        simulation.RunFor(TimeSpan.FromSeconds(5));

        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.AtEvent(simulation.EventCount, () => { }));
    }

    [Fact]
    public void Traces_go_on_after_a_reset()
    {
        string[] paths = [Path.Combine(folder, "pins.vcd"), Path.Combine(folder, "all.txt"), Path.Combine(folder, "tasks.json")];
        using Simulation simulation = new();
        VirtualBoard board = simulation.Boot(BuildOutput.Sample("Blink"));
        IDisposable[] traces = [.. paths.Select(simulation.Trace)];
        simulation.RunFor(TimeSpan.FromSeconds(2));

        VirtualBoard next = simulation.Restart(board);
        simulation.RunFor(TimeSpan.FromSeconds(2));
        Array.ForEach(traces, trace => trace.Dispose());

        long[] times = [.. File.ReadAllLines(paths[0]).Where(line => line[0] == '#').Select(line => long.Parse(line[1..]))];
        Assert.Contains(2_000_000 + (long)next.Pins[15].Edges[^1].Time.TotalMicroseconds, times);
        Assert.Contains(File.ReadLines(paths[1]), line => line.Contains("board 1  board  reset: ", StringComparison.Ordinal));
        Assert.Contains("board 1 after a reset", File.ReadAllText(paths[2]));
    }

    [Fact]
    public void An_input_that_nobody_drives_reads_what_the_seed_decides()
    {
        Assert.Equal(Levels(1), Levels(1));
        Assert.NotEqual(Levels(1), Levels(2));
        Assert.Contains("01", Levels(1));

        static string Levels(ulong seed)
        {
            using Simulation simulation = new(seed);
            VirtualBoard board = simulation.Boot(BuildOutput.Firmware("Rememberer"));
            simulation.RunFor(TimeSpan.FromSeconds(1));
            Assert.Contains(board.Log.Lines, line => line.Text.Contains("driven by nobody: left to chance;", StringComparison.Ordinal));
            return Assert.Single(board.Log.Lines, line => line.Text.StartsWith("GP4 ", StringComparison.Ordinal)).Text;
        }
    }
}
