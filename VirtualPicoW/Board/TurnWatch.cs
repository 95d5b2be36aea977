using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// Looks at the firmware's loop from outside, now and then, and tells of a turn that lasts longer than a second while it lasts. If the same task is seen running twice,
/// the loop is asked to answer between two turns: so a task that merely has many turns is not taken for one that does not come to an end.
/// </summary>
internal sealed class TurnWatch : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly VirtualBoard board;
    private readonly IClock clock;
    private readonly Timer timer;
    private object? task;
    private TimeSpan since;
    private Task<bool>? answer;
    private string? told;

    public TurnWatch(VirtualBoard board, IClock clock)
    {
        this.board = board;
        this.clock = clock;
        timer = new Timer(_ => Look(), null, Glance, Glance);
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        // The last look may have taken its time; and in a debugger turns last as long as somebody reads.
        if (Debugger.IsAttached || !gate.TryEnter())
        {
            return;
        }

        try
        {
            if (board.Loop is { } loop)
            {
                Look(loop);
            }
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            // The loop would take no question: too many wait for it. It is looked at again.
            answer = null;
        }
        finally
        {
            gate.Exit();
        }
    }

    private void Look(FirmwareLoop loop)
    {
        object? running = loop.RunningTask;
        if (running == null || running != task || answer is { IsCompleted: true })
        {
            TellEnd();
            task = running;
            since = clock.Now;
            answer = null;
        }
        else if (answer == null)
        {
            answer = loop.Ask(() => true);
        }
        else if (told == null && clock.Now - since >= Limit && loop.DescribeRunning() is { } description)
        {
            told = description;
            board.Log.Add("board", $"a turn lasts for {(clock.Now - since).TotalSeconds:F1} s so far, and holds up all tasks: {description}");
        }
    }

    private void TellEnd()
    {
        if (told != null)
        {
            board.Log.Add("board", $"the turn has ended after {(clock.Now - since).TotalSeconds:F1} s: {told}");
            told = null;
        }
    }
}
