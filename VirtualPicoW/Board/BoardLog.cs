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

    private readonly object gate = new();
    private readonly Queue<LogLine> lines = new();
    private readonly IClock clock;
    private TextWriter? writer;

    internal BoardLog(IClock clock, TextWriter? writer)
    {
        this.clock = clock;
        this.writer = writer;
    }

    /// <summary>Raised for each line, on the thread that caused it.</summary>
    public event Action<LogLine>? Written;

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (gate)
            {
                return lines.ToArray();
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
        lock (gate)
        {
            line = new LogLine(clock.Now, source, text);
            lines.Enqueue(line);
            if (lines.Count > Remembered)
            {
                lines.Dequeue();
            }

            Print(line);
            Monitor.PulseAll(gate);
        }

        Written?.Invoke(line);
    }

    /// <summary>Nothing is written to the outside any more; the lines stay.</summary>
    internal void Detach()
    {
        lock (gate)
        {
            writer?.Flush();
            writer = null;
        }
    }

    private LogLine WaitFor(Func<LogLine, bool> matches, string complaint, TimeSpan limit)
    {
        long deadline = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (gate)
        {
            while (true)
            {
                foreach (LogLine line in lines)
                {
                    if (matches(line))
                    {
                        return line;
                    }
                }

                long left = deadline - Environment.TickCount64;
                if (left <= 0)
                {
                    string log = string.Join(Environment.NewLine, lines);
                    throw new TimeoutException(
                        $"The board's log had {complaint} within {limit.TotalSeconds} s:{Environment.NewLine}{log}");
                }

                Monitor.Wait(gate, (int)Math.Min(left, int.MaxValue));
            }
        }
    }

    private void Print(LogLine line)
    {
        try
        {
            writer?.WriteLine(line);
        }
        catch (IOException)
        {
            // The reader at the other end of a pipe has gone; the board goes on without it.
            writer = null;
        }
    }
}
