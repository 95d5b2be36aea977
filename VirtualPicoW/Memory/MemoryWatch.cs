using System;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Counts once a second, beside the firmware, and tells loudly when a board would have no room left.</summary>
internal sealed class MemoryWatch(BoardMemory memory, BoardLog log, IClock clock, Power power)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Counting takes the computer a twentieth of the time at most, so that it can run the firmware.</summary>
    private const int MinRest = 20;

    private IDisposable? next;
    private bool isTold;

    /// <summary>Begins.</summary>
    public void Start() => Schedule(Period);

    /// <summary>Ends.</summary>
    public void Stop() => Interlocked.Exchange(ref next, null)?.Dispose();

    private void Schedule(TimeSpan delay)
    {
        Interlocked.Exchange(ref next, clock.After(delay, Look))?.Dispose();
        if (!power.IsOn)
        {
            Stop();
        }
    }

    private void Look()
    {
        if (!power.IsOn)
        {
            return;
        }

        if (memory.Weigh())
        {
            Complain();
        }
        else
        {
            isTold = false;
        }

        TimeSpan rest = MinRest * memory.LastDuration;
        Schedule(rest > Period ? rest : Period);
    }

    private void Complain()
    {
        if (isTold || memory.Last is not { } count)
        {
            return;
        }

        isTold = true;
        log.Add("memory", MemoryReport.Complaint(count));
        foreach (string line in MemoryReport.Lines(count))
        {
            log.Add("memory", line);
        }
    }
}
