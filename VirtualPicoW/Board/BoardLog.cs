using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>What happened on a board, one line an event. Any thread may write; there is one writer.</summary>
public sealed class BoardLog
{
    /// <summary>How many lines are remembered; older ones are forgotten, so that a board can run for days.</summary>
    private const int Remembered = 100_000;

    private readonly object _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly IClock _clock;
    private TextWriter? _writer;

    internal BoardLog(IClock clock, TextWriter? writer)
    {
        _clock = clock;
        _writer = writer;
    }

    /// <summary>Raised for each line, on the thread that caused it.</summary>
    public event Action<LogLine>? Written;

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return _lines.ToArray();
            }
        }
    }

    /// <summary>Waits until there is a line whose text ends with <paramref name="ending"/>, and returns the first such line.</summary>
    /// <exception cref="TimeoutException">There was none within <paramref name="limit"/>; the message holds the log.</exception>
    public LogLine WaitFor(string ending, TimeSpan limit) =>
        WaitFor(line => line.Text.EndsWith(ending, StringComparison.Ordinal), $"no line ending with '{ending}'", limit);

    /// <summary>Waits until there is a line that <paramref name="matches"/>, and returns the first such line.</summary>
    /// <exception cref="TimeoutException">There was none within <paramref name="limit"/>; the message holds the log.</exception>
    public LogLine WaitFor(Func<LogLine, bool> matches, TimeSpan limit) => WaitFor(matches, "no such line", limit);

    internal void Add(string source, string text)
    {
        LogLine line;
        lock (_gate)
        {
            line = new LogLine(_clock.Now, source, text);
            _lines.Enqueue(line);
            if (_lines.Count > Remembered)
            {
                _lines.Dequeue();
            }

            Print(line);
            Monitor.PulseAll(_gate);
        }

        Written?.Invoke(line);
    }

    /// <summary>Nothing is written to the outside any more; the lines stay.</summary>
    internal void Detach()
    {
        lock (_gate)
        {
            _writer?.Flush();
            _writer = null;
        }
    }

    private LogLine WaitFor(Func<LogLine, bool> matches, string complaint, TimeSpan limit)
    {
        var deadline = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (_gate)
        {
            while (true)
            {
                foreach (var line in _lines)
                {
                    if (matches(line))
                    {
                        return line;
                    }
                }

                var left = deadline - Environment.TickCount64;
                if (left <= 0)
                {
                    var log = string.Join(Environment.NewLine, _lines);
                    throw new TimeoutException(
                        $"The board's log had {complaint} within {limit.TotalSeconds} s:{Environment.NewLine}{log}");
                }

                Monitor.Wait(_gate, (int)Math.Min(left, int.MaxValue));
            }
        }
    }

    private void Print(LogLine line)
    {
        try
        {
            _writer?.WriteLine(line);
        }
        catch (IOException)
        {
            // The reader at the other end of a pipe has gone; the board goes on without it.
            _writer = null;
        }
    }
}
