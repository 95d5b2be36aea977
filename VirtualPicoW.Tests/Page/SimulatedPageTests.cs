using System;
using System.Text.Json;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>What the page is told of a board whose time is simulated.</summary>
public class SimulatedPageTests
{
    private static readonly TimeSpan Middle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan End = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("wanting", null)]
    [InlineData("telemetry", "firmware")]
    public async Task A_run_is_the_same_whether_somebody_looks_at_it_or_not(string task, string? program)
    {
        string firmware = program == null ? BuildOutput.Firmware("Tasks") : Firmware.PathOf(program);
        (ulong, long) alone = Run(firmware);

        (ulong, long) watched = await RunWatched(firmware, task);

        Assert.Equal(alone, watched);
    }

    [Fact]
    public async Task Whoever_looks_is_told_why_a_simulation_cannot_go_on()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.AddBoard();
        using BoardPage page = BoardPage.ShowAnywhere(board, board.Load(BuildOutput.Firmware("Tasks")));
        using PageClient client = await PageClient.Open(page.Url);
        await client.Next();

        page.Finish(new BoardExit(ExitReason.Stopped, new SimulationException("time stands still")));

        JsonElement power = await client.ReadTo("power", data => !data.GetProperty("on").GetBoolean());
        Assert.Equal("The simulation has ended", power.GetProperty("reason").GetString());
        Assert.Equal("time stands still", power.GetProperty("exception").GetString());
    }

    private static (ulong Fingerprint, long Events) Run(string firmware)
    {
        using Simulation simulation = new(7);
        simulation.Boot(firmware);
        simulation.At(Middle, () => { });
        simulation.RunFor(End);
        return (simulation.Fingerprint, simulation.EventCount);
    }

    private static async Task<(ulong Fingerprint, long Events)> RunWatched(string firmware, string task)
    {
        using Simulation simulation = new(7);
        VirtualBoard board = simulation.AddBoard();
        using BoardPage page = BoardPage.ShowAnywhere(board, board.Load(firmware));
        board.Start();

        // It waits there for who looks.
        simulation.At(Middle, () => simulation.Pace.IsPaused = true);
        simulation.Pace.Factor = 1000;
        Task run = Task.Run(() => simulation.RunFor(End));
        using (PageClient client = await PageClient.Open(page.Url))
        {
            JsonElement world = await client.ReadTo("world", data => data.GetProperty("paused").GetBoolean());
            Assert.True(world.GetProperty("simulated").GetBoolean());
            Assert.Equal("7", world.GetProperty("seed").GetString());
            Assert.True(world.GetProperty("events").GetInt64() > 0);
            await client.ReadTo("tasks", data => data.GetProperty("tree").GetString()!.Contains(task));
            simulation.Pace.Factor = 10;
            board.Do("run");
            await client.ReadTo("world", data => !data.GetProperty("paused").GetBoolean());
            simulation.Pace.Factor = 0;
            await run;
        }

        return (simulation.Fingerprint, simulation.EventCount);
    }
}
