namespace VirtualPicoW;

/// <summary>The ways in which a board can come to rest.</summary>
public enum ExitReason
{
    /// <summary>Main returned. A real board idles from then on, while other threads go on.</summary>
    MainReturned,

    /// <summary>Main threw.</summary>
    MainThrew,

    /// <summary>The firmware asked for a reboot.</summary>
    RebootRequested,

    /// <summary>The board was switched off from outside.</summary>
    Stopped,
}
