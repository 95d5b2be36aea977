namespace System.Threading;

/// <summary>Waits without giving the processor away. Code takes no time in a simulated world, so the thread waits instead.</summary>
public struct SpinWait
{
    /// <summary>Waits for the given time.</summary>
    public static void SpinUntil(TimeSpan timeout) => SimulationOfBoard.Board.Clock.Sleep(timeout);

    /// <summary>Waits for the given time.</summary>
    public static void SpinUntil(int millisecondsTimeout) => SpinUntil(TimeSpan.FromMilliseconds(millisecondsTimeout));

    /// <summary>Spins once. The board knows what to do meanwhile.</summary>
    public void SpinOnce() => SimulationOfBoard.Board.SpinOnce();
}
