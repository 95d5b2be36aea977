using System;
using System.Globalization;

namespace VirtualPicoW;

/// <summary>One event on the board.</summary>
/// <param name="Time">When it happened, since boot.</param>
/// <param name="Source">Where: a pin such as GP15, "wifi", "socket", "board", or "app" for what the program printed.</param>
/// <param name="Text">What.</param>
public sealed record LogLine(TimeSpan Time, string Source, string Text)
{
    /// <summary>The line as it is printed: seconds, source and text in columns.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Time.TotalSeconds,9:F3} {Source,-6} {Text}");
}
