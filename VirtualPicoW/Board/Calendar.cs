using System;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The board's date: that of the computer at first, and after it was set what goes on from there.</summary>
internal sealed class Calendar(IClock clock, DateTime date, Power power, BoardLog log) : ICalendar
{
    private const double Million = 1e6;

    private readonly Lock gate = new();
    private DateTime atBoot = date - clock.Now;
    private double drift;

    /// <summary>The date and the time of day, also when the power is off.</summary>
    public DateTime Now
    {
        get
        {
            lock (gate)
            {
                return atBoot + Elapsed;
            }
        }
    }

    /// <summary>The time since boot by a clock that drifts.</summary>
    private TimeSpan Elapsed => drift == 0 ? clock.Now : clock.Now + (clock.Now * (drift / Million));

    /// <summary>The date becomes another one, as if somebody had set it.</summary>
    public void Jump(TimeSpan ahead)
    {
        lock (gate)
        {
            atBoot += ahead;
        }
    }

    /// <summary>From now on the date goes wrong by so many millionths.</summary>
    public void SetDrift(double millionths)
    {
        lock (gate)
        {
            DateTime now = atBoot + Elapsed;
            drift = millionths;
            atBoot = now - Elapsed;
        }
    }

    DateTime ICalendar.UtcNow
    {
        get
        {
            power.Require();
            return Now;
        }
    }

    void ICalendar.Set(DateTime utc)
    {
        power.Require();
        TimeSpan change;
        lock (gate)
        {
            DateTime atBoot = utc - Elapsed;
            change = atBoot - this.atBoot;
            this.atBoot = atBoot;
        }

        log.Add("board", FormattableString.Invariant($"the date was set to {utc:yyyy-MM-dd HH:mm:ss}, {Math.Abs(change.TotalSeconds):F1} s {(change < TimeSpan.Zero ? "back" : "ahead")}"));
    }
}
