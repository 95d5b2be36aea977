using System.Diagnostics;
using VirtualPicoW.Hardware;

namespace System.Threading;

/// <summary>Waits without giving the processor away. nanoFramework can spin for a time, .NET only until something holds.</summary>
public struct SpinWait
{
    private static readonly IBoard Board = Boards.Of(typeof(SpinWait));

    /// <summary>Spins for the given time.</summary>
    public static void SpinUntil(TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < timeout)
        {
            Thread.SpinWait(1);
        }
    }

    /// <summary>Spins for the given time.</summary>
    public static void SpinUntil(int millisecondsTimeout) => SpinUntil(TimeSpan.FromMilliseconds(millisecondsTimeout));

    /// <summary>Spins once. A desktop has something better to do meanwhile, so the board is told.</summary>
    public void SpinOnce() => Board.SpinOnce();
}
