using VirtualPicoW.Hardware;

namespace System;

/// <summary>The board's monotonic clock.</summary>
public static class Environment
{
    private static readonly IClock Clock = Boards.Of(typeof(Environment)).Clock;

    /// <summary>Milliseconds since boot.</summary>
    public static long TickCount64 => Clock.Now.Ticks / TimeSpan.TicksPerMillisecond;
}
