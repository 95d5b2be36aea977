using VirtualPicoW.Hardware;

namespace System.Threading;

/// <summary>Something that threads wait for.</summary>
public abstract class WaitHandle : MarshalByRefObject
{
    /// <summary>What WaitAny returns if it took too long.</summary>
    public const int WaitTimeout = 258;

    /// <summary>Where those wait who wait for more than one handle.</summary>
    private static IWaitPoint several;

    private IWaitPoint waiters;

    private protected WaitHandle(bool isSet) => IsSet = isSet;

    private protected bool IsSet { get; private set; }

    /// <summary>Waits until it is set; false if it took too long.</summary>
    public virtual bool WaitOne(int millisecondsTimeout, bool exitContext)
    {
        if (TryTake())
        {
            return true;
        }

        waiters ??= SimulationOfBoard.Simulation.NewWaitPoint();
        return waiters.Wait(SimulationOfBoard.Limit(millisecondsTimeout));
    }

    /// <summary>Waits until it is set.</summary>
    public virtual bool WaitOne() => WaitOne(Timeout.Infinite, false);

    /// <summary>Waits until all are set; false if it took too long.</summary>
    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) =>
        WaitUntil(() => TryTakeAll(waitHandles), SimulationOfBoard.Limit(millisecondsTimeout));

    /// <summary>Waits until all are set.</summary>
    public static bool WaitAll(WaitHandle[] waitHandles) => WaitAll(waitHandles, Timeout.Infinite, false);

    /// <summary>Waits until one is set.</summary>
    /// <returns>Which; or <see cref="WaitTimeout"/>.</returns>
    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext)
    {
        int taken = -1;
        return WaitUntil(() => (taken = Array.FindIndex(waitHandles, handle => handle.TryTake())) >= 0, SimulationOfBoard.Limit(millisecondsTimeout)) ? taken : WaitTimeout;
    }

    /// <summary>Waits until one is set.</summary>
    public static int WaitAny(WaitHandle[] waitHandles) => WaitAny(waitHandles, Timeout.Infinite, false);

    /// <summary>Takes the signal, if there is one.</summary>
    private protected abstract bool TryTake();

    private protected bool Set(bool wakesAll)
    {
        if (wakesAll)
        {
            IsSet = true;
            waiters?.WakeAll();
        }
        else
        {
            // Who waits has the signal at once; it is never there for anybody else.
            IsSet = waiters?.WakeOne() != true;
        }

        if (IsSet)
        {
            several?.WakeAll();
        }

        return true;
    }

    private protected void Clear() => IsSet = false;

    private static bool TryTakeAll(WaitHandle[] handles)
    {
        if (!Array.TrueForAll(handles, handle => handle.IsSet))
        {
            return false;
        }

        Array.ForEach(handles, handle => handle.TryTake());
        return true;
    }

    private static bool WaitUntil(Func<bool> isTaken, TimeSpan? limit)
    {
        IClock clock = SimulationOfBoard.Board.Clock;
        TimeSpan start = clock.Now;
        while (!isTaken())
        {
            several ??= SimulationOfBoard.Simulation.NewWaitPoint();
            if (!several.Wait(limit - (clock.Now - start)))
            {
                return isTaken();
            }
        }

        return true;
    }
}
