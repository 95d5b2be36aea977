using System;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Asks the firmware's loop again and again to answer between two turns, and tells how late it does and how many turns it had meanwhile.</summary>
internal sealed class LoopProbe(VirtualBoard board)
{
    private Task<Answer>? answer;
    private Answer? last;
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

            if (answer is not { IsFaulted: false } asking)
            {
                Ask(loop);
                return null;
            }

            if (!asking.IsCompleted)
            {
                // While there is no answer, it is as late as it is so far.
                return new LoopSample(board.Clock.Now - asked, null, null);
            }

            LoopSample sample = Compare(asking.Result);
            Ask(loop);
            return sample;
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            // Too many wait for the loop: it is looked at again.
            answer = null;
            return null;
        }
    }

    /// <summary>Nobody looks any more.</summary>
    public void Forget()
    {
        bool hasAsked = answer != null;
        answer = null;
        last = null;
        try
        {
            if (hasAsked && board.Loop is { IsRunning: true } loop)
            {
                loop.Ask(() =>
                {
                    loop.ForgetTurns();
                    return true;
                });
            }
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            // Too many wait for the loop, which goes on counting: that costs it little.
        }
    }

    private void Ask(FirmwareLoop loop)
    {
        asked = board.Clock.Now;
        answer = loop.Ask(() => new Answer(board.Clock.Now, loop.ReadTurns()));
    }

    private LoopSample Compare(Answer now)
    {
        // A program that sets its own limit for slow turns lets the count begin anew.
        double? turnsPerSecond = now.Turns?.Turns - last?.Turns?.Turns is { } turns and >= 0 ? turns / (now.Time - last!.Time).TotalSeconds : null;
        last = now;
        return new LoopSample(now.Time - asked, turnsPerSecond, now.Turns?.Longest);
    }

    /// <summary>What the loop has said.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Turns">How many turns there were, and the longest since it was asked before; null if it does not know yet.</param>
    private sealed record Answer(TimeSpan Time, (int Turns, TimeSpan Longest)? Turns);
}
