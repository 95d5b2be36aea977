extern alias DotNet;

using System.Globalization;
using VirtualPicoW.Hardware;
using HostDate = DotNet::System.DateTime;

namespace System;

/// <summary>A date with its time, in UTC. It cannot be .NET's own, whose <see cref="UtcNow"/> is the computer's and cannot be set.</summary>
public readonly struct DateTime : IComparable, IFormattable
{
    /// <summary>The earliest.</summary>
    public static readonly DateTime MinValue = new(HostDate.MinValue);

    /// <summary>The latest.</summary>
    public static readonly DateTime MaxValue = new(HostDate.MaxValue);

    /// <summary>The beginning of 1970.</summary>
    public static readonly DateTime UnixEpoch = new(HostDate.UnixEpoch);

    private readonly HostDate _time;

    /// <summary>So many tenths of a microsecond after the beginning of the year 1.</summary>
    public DateTime(long ticks) => _time = new HostDate(ticks, DateTimeKind.Utc);

    /// <summary>So many tenths of a microsecond after the beginning of the year 1.</summary>
    public DateTime(long ticks, DateTimeKind kind) => _time = new HostDate(ticks, kind);

    /// <summary>The beginning of a day.</summary>
    public DateTime(int year, int month, int day) => _time = new HostDate(year, month, day, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A second of a day.</summary>
    public DateTime(int year, int month, int day, int hour, int minute, int second) => _time = new HostDate(year, month, day, hour, minute, second, DateTimeKind.Utc);

    /// <summary>A millisecond of a day.</summary>
    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond) =>
        _time = new HostDate(year, month, day, hour, minute, second, millisecond, DateTimeKind.Utc);

    private DateTime(HostDate time) => _time = time;

    /// <summary>What the board's calendar says now.</summary>
    public static DateTime UtcNow => new(Boards.Of(typeof(DateTime)).Calendar.UtcNow);

    /// <summary>The beginning of this day.</summary>
    public static DateTime Today => UtcNow.Date;

    /// <summary>The beginning of the day.</summary>
    public DateTime Date => new(_time.Date);

    /// <summary>The day of the month.</summary>
    public int Day => _time.Day;

    /// <summary>The day of the week.</summary>
    public DayOfWeek DayOfWeek => _time.DayOfWeek;

    /// <summary>The day of the year.</summary>
    public int DayOfYear => _time.DayOfYear;

    /// <summary>The hour.</summary>
    public int Hour => _time.Hour;

    /// <summary>UTC: a board knows no other.</summary>
    public DateTimeKind Kind => _time.Kind;

    /// <summary>The millisecond.</summary>
    public int Millisecond => _time.Millisecond;

    /// <summary>The minute.</summary>
    public int Minute => _time.Minute;

    /// <summary>The month.</summary>
    public int Month => _time.Month;

    /// <summary>The second.</summary>
    public int Second => _time.Second;

    /// <summary>Tenths of a microsecond since the beginning of the year 1.</summary>
    public long Ticks => _time.Ticks;

    /// <summary>The time since midnight.</summary>
    public TimeSpan TimeOfDay => _time.TimeOfDay;

    /// <summary>The year.</summary>
    public int Year => _time.Year;

    /// <summary>A time later.</summary>
    public static DateTime operator +(DateTime d, TimeSpan t) => new(d._time + t);

    /// <summary>A time earlier.</summary>
    public static DateTime operator -(DateTime d, TimeSpan t) => new(d._time - t);

    /// <summary>The time between.</summary>
    public static TimeSpan operator -(DateTime d1, DateTime d2) => d1._time - d2._time;

    /// <summary>The same moment.</summary>
    public static bool operator ==(DateTime d1, DateTime d2) => d1._time == d2._time;

    /// <summary>Different moments.</summary>
    public static bool operator !=(DateTime t1, DateTime t2) => t1._time != t2._time;

    /// <summary>Before.</summary>
    public static bool operator <(DateTime t1, DateTime t2) => t1._time < t2._time;

    /// <summary>Not after.</summary>
    public static bool operator <=(DateTime t1, DateTime t2) => t1._time <= t2._time;

    /// <summary>After.</summary>
    public static bool operator >(DateTime t1, DateTime t2) => t1._time > t2._time;

    /// <summary>Not before.</summary>
    public static bool operator >=(DateTime t1, DateTime t2) => t1._time >= t2._time;

    /// <summary>Which comes first.</summary>
    public static int Compare(DateTime t1, DateTime t2) => HostDate.Compare(t1._time, t2._time);

    /// <summary>How many days a month has.</summary>
    public static int DaysInMonth(int year, int month) => HostDate.DaysInMonth(year, month);

    /// <summary>The same moment.</summary>
    public static bool Equals(DateTime t1, DateTime t2) => t1 == t2;

    /// <summary>Seconds after the beginning of 1970.</summary>
    public static DateTime FromUnixTimeSeconds(long seconds) => new(HostDate.UnixEpoch.AddSeconds(seconds));

    /// <summary>Reads a text.</summary>
    public static DateTime Parse(string s) => new(HostDate.Parse(s, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal));

    /// <summary>Reads a text, if it is one of a date.</summary>
    public static bool TryParse(string s, out DateTime result)
    {
        bool isDate = HostDate.TryParse(s, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out HostDate time);
        result = new DateTime(time);
        return isDate;
    }

    /// <summary>A time later.</summary>
    public DateTime Add(TimeSpan val) => new(_time.Add(val));

    /// <summary>Days later.</summary>
    public DateTime AddDays(double val) => new(_time.AddDays(val));

    /// <summary>Hours later.</summary>
    public DateTime AddHours(double val) => new(_time.AddHours(val));

    /// <summary>Milliseconds later.</summary>
    public DateTime AddMilliseconds(double val) => new(_time.AddMilliseconds(val));

    /// <summary>Minutes later.</summary>
    public DateTime AddMinutes(double val) => new(_time.AddMinutes(val));

    /// <summary>Seconds later.</summary>
    public DateTime AddSeconds(double val) => new(_time.AddSeconds(val));

    /// <summary>Tenths of a microsecond later.</summary>
    public DateTime AddTicks(long val) => new(_time.AddTicks(val));

    /// <summary>Which comes first.</summary>
    public int CompareTo(object val) => val is DateTime other ? _time.CompareTo(other._time) : val == null ? 1 : throw new ArgumentException("It is no DateTime.", nameof(val));

    /// <summary>The time between.</summary>
    public TimeSpan Subtract(DateTime val) => _time.Subtract(val._time);

    /// <summary>A time earlier.</summary>
    public DateTime Subtract(TimeSpan val) => new(_time.Subtract(val));

    /// <summary>Seconds since the beginning of 1970.</summary>
    public long ToUnixTimeSeconds() => (_time - HostDate.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is DateTime other && _time == other._time;

    /// <inheritdoc/>
    public override int GetHashCode() => _time.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _time.ToString(CultureInfo.CurrentCulture);

    /// <summary>As text in a form.</summary>
    public string ToString(string format) => _time.ToString(format, CultureInfo.CurrentCulture);

    /// <inheritdoc/>
    public string ToString(string format, IFormatProvider formatProvider) => _time.ToString(format, formatProvider);
}
