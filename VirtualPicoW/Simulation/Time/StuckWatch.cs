using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace VirtualPicoW;

/// <summary>
/// Looks on, in the computer's time, whether a simulation still moves. Code takes no simulated time: firmware that goes round and round without waiting would keep it at the same
/// moment for ever.
/// </summary>
internal sealed class StuckWatch : IDisposable
{
    private const int LooksInLimit = 4;

    private readonly Simulation simulation;
    private readonly Timer timer;
    private long progress = -1;
    private int looksInVain;

    public StuckWatch(Simulation simulation)
    {
        this.simulation = simulation;
        TimeSpan glance = simulation.LongestTurn / LooksInLimit;
        timer = new Timer(_ => Look(), null, glance, glance);
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        Scheduler scheduler = simulation.Scheduler;
        if (Debugger.IsAttached || simulation.Pace.IsPaced || scheduler.Progress != progress)
        {
            progress = scheduler.Progress;
            looksInVain = 0;
        }
        else if (++looksInVain == LooksInLimit)
        {
            scheduler.Abandon(new SimulationException(Describe()));
        }
    }

    private string Describe()
    {
        string who = string.Join("; ", simulation.Boards.Select(board => board.Loop?.DescribeRunning()).Where(text => text != null));
        return $"At {simulation.Now.TotalSeconds:F3} s, with seed {simulation.Seed}, time stands still: somebody has gone on for {simulation.LongestTurn.TotalSeconds} s of the computer's time without waiting. "
            + (who.Length > 0 ? $"The task that does not give the loop back: {who}" : "No task of a loop has its turn: it is another thread, or code outside of the boards.");
    }
}
