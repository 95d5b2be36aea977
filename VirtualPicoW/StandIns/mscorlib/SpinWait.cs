using System.Diagnostics;

namespace System.Threading;

/// <summary>Waits without giving the processor away. nanoFramework can spin for a time, .NET only until something holds.</summary>
public struct SpinWait
{
    /// <summary>Spins for the given time.</summary>
    public static void SpinUntil(TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < timeout)
        {
            Thread.SpinWait(1);
        }
    }

    /// <summary>Spins for the given time.</summary>
    public static void SpinUntil(int millisecondsTimeout) => SpinUntil(TimeSpan.FromMilliseconds(millisecondsTimeout));

    /// <summary>Spins once.</summary>
    public void SpinOnce() => Thread.SpinWait(1);
}
