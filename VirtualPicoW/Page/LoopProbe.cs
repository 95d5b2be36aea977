using System;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Asks the firmware's loop again and again to answer between two turns, and tells how late it does.</summary>
internal sealed class LoopProbe(VirtualBoard board)
{
    private Task<TimeSpan>? answer;
    private TimeSpan asked;

    /// <summary>A sample; null if there is no loop that runs, or if it runs in a time that knows no lateness.</summary>
    public LoopSample? Look()
    {
        try
        {
            if (board.World.Pace != null || board.Loop is not { IsRunning: true } loop)
            {
                return null;
            }

            // While there is no answer, it is as late as it is so far.
            TimeSpan now = board.Clock.Now;
            TimeSpan? late = answer is { } given ? (given.IsCompletedSuccessfully ? given.Result : now) - asked : null;
            if (answer is not { IsCompleted: false })
            {
                asked = now;
                answer = loop.Ask(() => board.Clock.Now);
            }

            return late is { } known ? new LoopSample(known, null, null) : null;
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            // Too many wait for the loop: it is looked at again.
            Forget();
            return null;
        }
    }

    /// <summary>Nobody looks any more.</summary>
    public void Forget() => answer = null;
}
