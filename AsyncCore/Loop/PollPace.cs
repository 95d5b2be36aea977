using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// How often the loop asks its <see cref="Poller"/>: all the time while there is traffic, because an answer is soon followed by the
/// next question; ever more seldom when there is none, so that the board can rest.
/// </summary>
/// <remarks>
/// <code>
///   since the last traffic    less than 2 ms    from 2 ms on          from 576 ms on
///   pause between polls       none              1, 2, 3 ... 9 ms      10 ms, which makes 100 a second
/// </code>
/// </remarks>
internal sealed class PollPace
{
    /// <summary>The longest pause. A board's network stack asks the radio as often: to ask it more often finds nothing.</summary>
    internal const int MaxPauseMs = 10;

    private const int EagerMs = 2;

    /// <summary>The pause grows by a millisecond in 64, which a shift divides by: a division of 64 bits takes a board long.</summary>
    private const int SlowDownBits = 6;

    private long trafficMs = long.MinValue / 2;

    /// <summary>Something has come or gone.</summary>
    internal void NoteTraffic(long nowMs) => trafficMs = nowMs;

    /// <summary>True if it is worth the while to ask at every opportunity.</summary>
    internal bool IsEager(long nowMs) => nowMs - trafficMs < EagerMs;

    /// <summary>How long the loop may rest until it asks again, in milliseconds; 0 if it is to ask at every opportunity.</summary>
    [Inlined]
    internal int PauseMs(long nowMs)
    {
        long silentMs = nowMs - trafficMs;
        if (silentMs < EagerMs)
        {
            return 0;
        }

        long pauseMs = 1 + (silentMs >> SlowDownBits);
        return pauseMs < MaxPauseMs ? (int)pauseMs : MaxPauseMs;
    }
}
