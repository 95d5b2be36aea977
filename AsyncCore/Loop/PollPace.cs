namespace AsyncCore;

/// <summary>
/// How often the loop asks its <see cref="Poller"/>: all the time while there is traffic, because an answer is soon followed by the
/// next question; ever more seldom when there is none, so that the board can rest.
/// </summary>
/// <remarks>
/// <code>
///   since the last traffic    less than 2 ms    from 2 ms on       from 256 ms on
///   pause between polls       none              1, 2, 3, 4 ms      5 ms, which makes 200 a second
/// </code>
/// </remarks>
internal sealed class PollPace
{
    private const int EagerMs = 2;
    private const int SlowDownMs = 64;
    private const int MaxPauseMs = 5;

    private long trafficMs = long.MinValue / 2;

    /// <summary>Something has come or gone.</summary>
    internal void NoteTraffic(long nowMs) => trafficMs = nowMs;

    /// <summary>True if it is worth the while to ask at every opportunity.</summary>
    internal bool IsEager(long nowMs) => nowMs - trafficMs < EagerMs;

    /// <summary>How long the loop may rest until it asks again, in milliseconds.</summary>
    internal long PauseMs(long nowMs)
    {
        long pauseMs = 1 + ((nowMs - trafficMs) / SlowDownMs);
        return pauseMs < MaxPauseMs ? pauseMs : MaxPauseMs;
    }
}
