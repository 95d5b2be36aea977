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

    private readonly Lock _gate = new();
    private readonly VirtualBoard _board;
    private readonly IClock _clock;
    private readonly Timer _timer;
    private object? _task;
    private TimeSpan _since;
    private Task<bool>? _answer;
    private string? _told;

    public TurnWatch(VirtualBoard board, IClock clock)
    {
        _board = board;
        _clock = clock;
        _timer = new Timer(_ => Look(), null, Glance, Glance);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        // The last look may have taken its time; and in a debugger turns last as long as somebody reads.
        if (Debugger.IsAttached || !_gate.TryEnter())
        {
            return;
        }

        try
        {
            if (_board.Loop is { } loop)
            {
                Look(loop);
            }
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            // The loop would take no question: too many wait for it. It is looked at again.
            _answer = null;
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Look(FirmwareLoop loop)
    {
        var running = loop.RunningTask;
        if (running == null || running != _task || _answer is { IsCompleted: true })
        {
            TellEnd();
            _task = running;
            _since = _clock.Now;
            _answer = null;
        }
        else if (_answer == null)
        {
            _answer = loop.Ask(() => true);
        }
        else if (_told == null && _clock.Now - _since >= Limit && loop.DescribeRunning() is { } description)
        {
            _told = description;
            _board.Log.Add("board", $"a turn lasts for {(_clock.Now - _since).TotalSeconds:F1} s so far, and holds up all tasks: {description}");
        }
    }

    private void TellEnd()
    {
        if (_told != null)
        {
            _board.Log.Add("board", $"the turn has ended after {(_clock.Now - _since).TotalSeconds:F1} s: {_told}");
            _told = null;
        }
    }
}
