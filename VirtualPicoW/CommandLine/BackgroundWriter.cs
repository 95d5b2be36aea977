using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;

namespace VirtualPicoW;

/// <summary>
/// Writes lines on a thread of its own, so that a board neither stands still because nobody reads what it prints nor ends because it cannot be printed.
/// A reader that is only slow holds the board up; with one that takes nothing for a second, lines are left out and counted.
/// </summary>
internal sealed class BackgroundWriter : TextWriter
{
    /// <summary>How many lines may wait.</summary>
    internal const int MaxWaiting = 10_000;

    private readonly object _gate = new();
    private readonly Queue<string> _waiting = new();
    private readonly Func<TextWriter> _open;
    private readonly Action<Exception>? _onFailure;
    private readonly TimeSpan _patience;
    private long _written;
    private int _leftOut;
    private bool _isWriting;
    private bool _isStuck;
    private bool _hasFailed;

    /// <summary>Writes to what <paramref name="open"/> returns.</summary>
    /// <param name="open">Called on the thread that writes, for that may fail, too.</param>
    /// <param name="onFailure">Told why nothing more can be written; called once at most.</param>
    /// <param name="patience">How long a reader may take nothing, if not a second.</param>
    public BackgroundWriter(Func<TextWriter> open, Action<Exception>? onFailure = null, TimeSpan? patience = null)
    {
        _open = open;
        _onFailure = onFailure;
        _patience = patience ?? TimeSpan.FromSeconds(1);
        new Thread(WriteAll) { IsBackground = true, Name = "output" }.Start();
    }

    /// <summary>True if nothing more can be written.</summary>
    public bool HasFailed
    {
        get
        {
            lock (_gate)
            {
                return _hasFailed;
            }
        }
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new NotSupportedException("Only whole lines are written.");

    public override void WriteLine(string? value)
    {
        lock (_gate)
        {
            if (_waiting.Count >= MaxWaiting && !_isStuck)
            {
                _isStuck = !WaitForProgress();
            }

            if (_hasFailed)
            {
                return;
            }

            if (_waiting.Count >= MaxWaiting)
            {
                _leftOut++;
                return;
            }

            TellWhatWasLeftOut();
            Enqueue(value ?? string.Empty);
        }
    }

    /// <summary>Waits until all is written, as long as somebody reads.</summary>
    public override void Flush()
    {
        lock (_gate)
        {
            TellWhatWasLeftOut();
            while ((_waiting.Count > 0 || _isWriting) && !_hasFailed && !_isStuck)
            {
                _isStuck = !WaitForProgress();
            }
        }
    }

    private void TellWhatWasLeftOut()
    {
        if (_leftOut > 0)
        {
            Enqueue($"({_leftOut} lines were left out here, for nobody read them)");
            _leftOut = 0;
        }
    }

    private void Enqueue(string line)
    {
        _waiting.Enqueue(line);
        Monitor.PulseAll(_gate);
    }

    /// <summary>Waits for a line to be written; false if there was none for as long as the patience lasts.</summary>
    private bool WaitForProgress()
    {
        var before = _written;
        var end = Environment.TickCount64 + (long)_patience.TotalMilliseconds;
        while (_written == before && !_hasFailed)
        {
            var left = end - Environment.TickCount64;
            if (left <= 0)
            {
                return false;
            }

            Monitor.Wait(_gate, (int)left);
        }

        return true;
    }

    private void WriteAll()
    {
        try
        {
            var target = _open();
            while (true)
            {
                target.WriteLine(Next());
                lock (_gate)
                {
                    _written++;
                    _isWriting = false;
                    _isStuck = false;
                    Monitor.PulseAll(_gate);
                }
            }
        }
        catch (Exception exception)
        {
            _onFailure?.Invoke(exception);
            lock (_gate)
            {
                _hasFailed = true;
                _waiting.Clear();
                Monitor.PulseAll(_gate);
            }
        }
    }

    private string Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                Monitor.Wait(_gate);
            }

            _isWriting = true;
            return _waiting.Dequeue();
        }
    }
}
