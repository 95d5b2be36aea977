using System;

namespace VirtualPicoW.Hardware;

/// <summary>The board's clock. Whether its seconds are real is the world's business.</summary>
public interface IClock
{
    /// <summary>The time since boot; it never jumps.</summary>
    TimeSpan Now { get; }

    /// <summary>Lets the calling thread wait.</summary>
    void Sleep(TimeSpan time);

    /// <summary>Calls <paramref name="action"/> once, after <paramref name="delay"/>, unless the result is disposed first.</summary>
    IDisposable After(TimeSpan delay, Action action);
}
