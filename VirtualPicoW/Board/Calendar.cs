using System;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The board's date: that of the computer at first, and after it was set what goes on from there.</summary>
internal sealed class Calendar(IClock clock, DateTime date, Power power, BoardLog log) : ICalendar
{
    private readonly Lock gate = new();
    private DateTime atBoot = date - clock.Now;

    /// <summary>The date and the time of day, also when the power is off.</summary>
    public DateTime Now
    {
        get
        {
            lock (gate)
            {
                return atBoot + clock.Now;
            }
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
            DateTime atBoot = utc - clock.Now;
            change = atBoot - this.atBoot;
            this.atBoot = atBoot;
        }

        log.Add("board", FormattableString.Invariant($"the date was set to {utc:yyyy-MM-dd HH:mm:ss}, {Math.Abs(change.TotalSeconds):F1} s {(change < TimeSpan.Zero ? "back" : "ahead")}"));
    }
}
