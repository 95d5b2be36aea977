using System;

namespace VirtualPicoW.Hardware;

/// <summary>The board's clock that knows the date. It can be set, and then jumps; <see cref="IClock"/> does not.</summary>
public interface ICalendar
{
    /// <summary>The date and the time of day, in UTC.</summary>
    DateTime UtcNow { get; }

    /// <summary>Sets them.</summary>
    void Set(DateTime utc);
}
