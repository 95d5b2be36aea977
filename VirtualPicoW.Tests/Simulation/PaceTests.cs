using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>The words that hold time up and let it go on, at the console and in scripts.</summary>
public sealed class PaceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("pace").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_script_pauses_and_the_console_steps_and_lets_it_run()
    {
        using SimulatedRun run = Boot("--seconds", "5", "--script", Script("2 pause"));
        Task<BoardExit> exit = Task.Run(() => run.Run());
        await Until(() => run.World.Pace.IsPaused);
        long events = run.World.EventCount;

        run.Board.Do("step");
        await Until(() => run.World.EventCount == events + 1);
        run.Board.Do("step");
        await Until(() => run.World.EventCount == events + 2);

        Assert.False(exit.IsCompleted);
        Assert.InRange(run.World.Now, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        BoardConsole.Begin(run.Board, new StringReader("run\n"));
        await exit.WaitAsync(Patience);
        Assert.Equal(TimeSpan.FromSeconds(5), run.World.Now);
    }

    [Fact]
    public async Task Faster_makes_a_run_that_would_take_hours_end_at_once()
    {
        using SimulatedRun run = Boot("--seconds", "3600", "--pace", "0.001");
        Task<BoardExit> exit = Task.Run(() => run.Run());

        BoardConsole.Begin(run.Board, new StringReader("faster\nfaster 0\n"));

        await exit.WaitAsync(Patience);
        Assert.Equal(TimeSpan.FromHours(1), run.World.Now);
        Assert.Contains(run.Board.Log.Lines, line => line.Source == "faster");
    }

    [Fact]
    public void A_script_line_with_a_word_about_time_is_understood_and_another_number_is_not()
    {
        Assert.Equal(4, VirtualPicoW.Script.Parse("pace", ["1 pause", "2 step", "3 run", "4 faster 10"]).Events.Count);
        Assert.Throws<CommandLineException>(() => VirtualPicoW.Script.Parse("pace", ["1 faster soon"]));
        Assert.Throws<CommandLineException>(() => VirtualPicoW.Script.Parse("pace", ["1 pause now"]));
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_it_pauses_ends()
    {
        using SimulatedRun run = Boot("--seconds", "5", "--script", Script("1 pause"));
        Task<BoardExit> exit = Task.Run(() => run.Run());
        await Until(() => run.World.Pace.IsPaused);

        run.Stop();

        await exit.WaitAsync(Patience);
        Assert.True(run.World.Now < TimeSpan.FromSeconds(5), $"It went on to {run.World.Now}.");
    }

    private static async Task Until(Func<bool> isSo)
    {
        using CancellationTokenSource end = new(Patience);
        while (!isSo())
        {
            await Task.Delay(5, end.Token);
        }
    }

    private static SimulatedRun Boot(params string[] options)
    {
        CommandLine line = CommandLine.Parse([BuildOutput.Sample("Blink"), "--world", "simulated", .. options]);
        return Program.Boot(line, 1, TextWriter.Null);
    }

    private string Script(string line)
    {
        string path = Path.Combine(folder, "script.txt");
        File.WriteAllText(path, line + "\n");
        return path;
    }
}
