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

    private readonly HostDate time;

    /// <summary>So many tenths of a microsecond after the beginning of the year 1.</summary>
    public DateTime(long ticks) => time = new HostDate(ticks, DateTimeKind.Utc);

    /// <summary>So many tenths of a microsecond after the beginning of the year 1.</summary>
    public DateTime(long ticks, DateTimeKind kind) => time = new HostDate(ticks, kind);

    /// <summary>The beginning of a day.</summary>
    public DateTime(int year, int month, int day) => time = new HostDate(year, month, day, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A second of a day.</summary>
    public DateTime(int year, int month, int day, int hour, int minute, int second) => time = new HostDate(year, month, day, hour, minute, second, DateTimeKind.Utc);

    /// <summary>A millisecond of a day.</summary>
    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond) =>
        time = new HostDate(year, month, day, hour, minute, second, millisecond, DateTimeKind.Utc);

    private DateTime(HostDate time) => this.time = time;

    /// <summary>What the board's calendar says now.</summary>
    public static DateTime UtcNow => new(Boards.Of(typeof(DateTime)).Calendar.UtcNow);

    /// <summary>The beginning of this day.</summary>
    public static DateTime Today => UtcNow.Date;

    /// <summary>The beginning of the day.</summary>
    public DateTime Date => new(time.Date);

    /// <summary>The day of the month.</summary>
    public int Day => time.Day;

    /// <summary>The day of the week.</summary>
    public DayOfWeek DayOfWeek => time.DayOfWeek;

    /// <summary>The day of the year.</summary>
    public int DayOfYear => time.DayOfYear;

    /// <summary>The hour.</summary>
    public int Hour => time.Hour;

    /// <summary>UTC: a board knows no other.</summary>
    public DateTimeKind Kind => time.Kind;

    /// <summary>The millisecond.</summary>
    public int Millisecond => time.Millisecond;

    /// <summary>The minute.</summary>
    public int Minute => time.Minute;

    /// <summary>The month.</summary>
    public int Month => time.Month;

    /// <summary>The second.</summary>
    public int Second => time.Second;

    /// <summary>Tenths of a microsecond since the beginning of the year 1.</summary>
    public long Ticks => time.Ticks;

    /// <summary>The time since midnight.</summary>
    public TimeSpan TimeOfDay => time.TimeOfDay;

    /// <summary>The year.</summary>
    public int Year => time.Year;

    /// <summary>A time later.</summary>
    public static DateTime operator +(DateTime d, TimeSpan t) => new(d.time + t);

    /// <summary>A time earlier.</summary>
    public static DateTime operator -(DateTime d, TimeSpan t) => new(d.time - t);

    /// <summary>The time between.</summary>
    public static TimeSpan operator -(DateTime d1, DateTime d2) => d1.time - d2.time;

    /// <summary>The same moment.</summary>
    public static bool operator ==(DateTime d1, DateTime d2) => d1.time == d2.time;

    /// <summary>Different moments.</summary>
    public static bool operator !=(DateTime t1, DateTime t2) => t1.time != t2.time;

    /// <summary>Before.</summary>
    public static bool operator <(DateTime t1, DateTime t2) => t1.time < t2.time;

    /// <summary>Not after.</summary>
    public static bool operator <=(DateTime t1, DateTime t2) => t1.time <= t2.time;

    /// <summary>After.</summary>
    public static bool operator >(DateTime t1, DateTime t2) => t1.time > t2.time;

    /// <summary>Not before.</summary>
    public static bool operator >=(DateTime t1, DateTime t2) => t1.time >= t2.time;

    /// <summary>Which comes first.</summary>
    public static int Compare(DateTime t1, DateTime t2) => HostDate.Compare(t1.time, t2.time);

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
    public DateTime Add(TimeSpan val) => new(time.Add(val));

    /// <summary>Days later.</summary>
    public DateTime AddDays(double val) => new(time.AddDays(val));

    /// <summary>Hours later.</summary>
    public DateTime AddHours(double val) => new(time.AddHours(val));

    /// <summary>Milliseconds later.</summary>
    public DateTime AddMilliseconds(double val) => new(time.AddMilliseconds(val));

    /// <summary>Minutes later.</summary>
    public DateTime AddMinutes(double val) => new(time.AddMinutes(val));

    /// <summary>Seconds later.</summary>
    public DateTime AddSeconds(double val) => new(time.AddSeconds(val));

    /// <summary>Tenths of a microsecond later.</summary>
    public DateTime AddTicks(long val) => new(time.AddTicks(val));

    /// <summary>Which comes first.</summary>
    public int CompareTo(object val) => val is DateTime other ? time.CompareTo(other.time) : val == null ? 1 : throw new ArgumentException("It is no DateTime.", nameof(val));

    /// <summary>The time between.</summary>
    public TimeSpan Subtract(DateTime val) => time.Subtract(val.time);

    /// <summary>A time earlier.</summary>
    public DateTime Subtract(TimeSpan val) => new(time.Subtract(val));

    /// <summary>Seconds since the beginning of 1970.</summary>
    public long ToUnixTimeSeconds() => (time - HostDate.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is DateTime other && time == other.time;

    /// <inheritdoc/>
    public override int GetHashCode() => time.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => time.ToString(CultureInfo.CurrentCulture);

    /// <summary>As text in a form.</summary>
    public string ToString(string format) => time.ToString(format, CultureInfo.CurrentCulture);

    /// <inheritdoc/>
    public string ToString(string format, IFormatProvider formatProvider) => time.ToString(format, formatProvider);
}
