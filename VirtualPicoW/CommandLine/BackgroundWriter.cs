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

    private readonly object gate = new();
    private readonly Queue<string> waiting = new();
    private readonly Func<TextWriter> open;
    private readonly Action<Exception>? onFailure;
    private readonly TimeSpan patience;
    private long written;
    private int leftOut;
    private bool isWriting;
    private bool isStuck;
    private bool hasFailed;

    /// <summary>Writes to what <paramref name="open"/> returns.</summary>
    /// <param name="open">Called on the thread that writes, for that may fail, too.</param>
    /// <param name="onFailure">Told why nothing more can be written; called once at most.</param>
    /// <param name="patience">How long a reader may take nothing, if not a second.</param>
    public BackgroundWriter(Func<TextWriter> open, Action<Exception>? onFailure = null, TimeSpan? patience = null)
    {
        this.open = open;
        this.onFailure = onFailure;
        this.patience = patience ?? TimeSpan.FromSeconds(1);
        new Thread(WriteAll) { IsBackground = true, Name = "output" }.Start();
    }

    /// <summary>True if nothing more can be written.</summary>
    public bool HasFailed
    {
        get
        {
            lock (gate)
            {
                return hasFailed;
            }
        }
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new NotSupportedException("Only whole lines are written.");

    public override void WriteLine(string? value)
    {
        lock (gate)
        {
            if (waiting.Count >= MaxWaiting && !isStuck)
            {
                isStuck = !WaitForProgress();
            }

            if (hasFailed)
            {
                return;
            }

            if (waiting.Count >= MaxWaiting)
            {
                leftOut++;
                return;
            }

            TellWhatWasLeftOut();
            Enqueue(value ?? string.Empty);
        }
    }

    /// <summary>Waits until all is written, as long as somebody reads.</summary>
    public override void Flush()
    {
        lock (gate)
        {
            TellWhatWasLeftOut();
            while ((waiting.Count > 0 || isWriting) && !hasFailed && !isStuck)
            {
                isStuck = !WaitForProgress();
            }
        }
    }

    private void TellWhatWasLeftOut()
    {
        if (leftOut > 0)
        {
            Enqueue($"({leftOut} lines were left out here, for nobody read them)");
            leftOut = 0;
        }
    }

    private void Enqueue(string line)
    {
        waiting.Enqueue(line);
        Monitor.PulseAll(gate);
    }

    /// <summary>Waits for a line to be written; false if there was none for as long as the patience lasts.</summary>
    private bool WaitForProgress()
    {
        long before = written;
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (written == before && !hasFailed)
        {
            long left = end - Environment.TickCount64;
            if (left <= 0)
            {
                return false;
            }

            Monitor.Wait(gate, (int)left);
        }

        return true;
    }

    private void WriteAll()
    {
        try
        {
            TextWriter target = open();
            while (true)
            {
                target.WriteLine(Next());
                lock (gate)
                {
                    written++;
                    isWriting = false;
                    isStuck = false;
                    Monitor.PulseAll(gate);
                }
            }
        }
        catch (Exception exception)
        {
            onFailure?.Invoke(exception);
            lock (gate)
            {
                hasFailed = true;
                waiting.Clear();
                Monitor.PulseAll(gate);
            }
        }
    }

    private string Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                Monitor.Wait(gate);
            }

            isWriting = true;
            return waiting.Dequeue();
        }
    }
}
