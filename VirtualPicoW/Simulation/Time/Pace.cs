using System;
using System.Diagnostics;
using System.Threading;

namespace VirtualPicoW;

/// <summary>How fast simulated time may pass: as fast as it can, or so many seconds in one of the computer's, or not at all.</summary>
internal sealed class Pace
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly AutoResetEvent news = new(false);
    private long startedAt = Stopwatch.GetTimestamp();
    private TimeSpan startTime;
    private TimeSpan now;
    private double factor;
    private bool isPaused;
    private int steps;

    /// <summary>True if time does not simply jump.</summary>
    public bool IsPaced
    {
        get
        {
            lock (gate)
            {
                return isPaused || factor > 0;
            }
        }
    }

    /// <summary>So many simulated seconds in one; 0 is as fast as it can.</summary>
    public double Factor
    {
        get
        {
            lock (gate)
            {
                return factor;
            }
        }

        set
        {
            lock (gate)
            {
                factor = value;
                Rebase();
            }

            LookUp();
        }
    }

    /// <summary>Stands still, or goes on.</summary>
    public bool IsPaused
    {
        get
        {
            lock (gate)
            {
                return isPaused;
            }
        }

        set
        {
            lock (gate)
            {
                isPaused = value;
                steps = 0;
                Rebase();
            }

            LookUp();
        }
    }

    /// <summary>While it stands still, lets the next event happen.</summary>
    public void Step()
    {
        lock (gate)
        {
            isPaused = true;
            steps++;
        }

        LookUp();
    }

    /// <summary>A run begins, or goes on.</summary>
    public void Begin(TimeSpan time)
    {
        lock (gate)
        {
            now = time;
            Rebase();
        }
    }

    /// <summary>True if it may be that time; else it has waited a little.</summary>
    public bool MayPass(TimeSpan time)
    {
        TimeSpan nap;
        lock (gate)
        {
            if (isPaused && steps == 0)
            {
                nap = Timeout.InfiniteTimeSpan;
            }
            else
            {
                TimeSpan early = isPaused || factor <= 0 ? TimeSpan.Zero : ((time - startTime) / factor) - Stopwatch.GetElapsedTime(startedAt);
                if (early <= TimeSpan.Zero)
                {
                    steps -= steps > 0 ? 1 : 0;
                    now = time;
                    return true;
                }

                nap = early < LongestNap ? early : LongestNap;
            }
        }

        news.WaitOne(nap);
        return false;
    }

    /// <summary>Ends a nap.</summary>
    public void LookUp() => news.Set();

    private void Rebase()
    {
        startedAt = Stopwatch.GetTimestamp();
        startTime = now;
    }
}
