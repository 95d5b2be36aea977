using VirtualPicoW.Hardware;

namespace System.Threading;

/// <summary>Calls something after a time, and again and again if told so. One thread of the board calls for all timers, one after the other.</summary>
public sealed class Timer : MarshalByRefObject, IDisposable
{
    private static readonly IClock Clock = SimulationOfBoard.Board.Clock;

    private readonly TimerCallback callback;
    private readonly object state;
    private IDisposable next;
    private TimeSpan? period;

    /// <summary>Begins to wait.</summary>
    public Timer(TimerCallback callback, object state, int dueTime, int period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        this.callback = callback;
        this.state = state;
        Change(dueTime, period);
    }

    /// <summary>Begins to wait.</summary>
    public Timer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period)
        : this(callback, state, (int)dueTime.TotalMilliseconds, (int)period.TotalMilliseconds)
    {
    }

    /// <summary>Begins anew.</summary>
    public bool Change(int dueTime, int period)
    {
        next?.Dispose();
        this.period = period > 0 ? SimulationOfBoard.Limit(period) : null;
        next = SimulationOfBoard.Limit(dueTime) is { } delay ? Clock.After(delay, OnDue) : null;
        return true;
    }

    /// <summary>Begins anew.</summary>
    public bool Change(TimeSpan dueTime, TimeSpan period) => Change((int)dueTime.TotalMilliseconds, (int)period.TotalMilliseconds);

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        next?.Dispose();
        next = null;
        period = null;
    }

    private void OnDue()
    {
        next = period is { } time ? Clock.After(time, OnDue) : null;
        TimerThread.Post(() => callback(state));
    }
}
