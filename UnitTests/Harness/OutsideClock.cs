using AsyncCore;

namespace UnitTests;

/// <summary>
/// A clock of a board on which things happen while the loop is idle: each idle time without a deadline sets the next of its flags, as an
/// interrupt would. It counts them, and fails when there are no more.
/// </summary>
internal sealed class OutsideClock : Clock
{
    private readonly ThreadSafeFlag[] interrupts;
    private long nowMs;

    internal OutsideClock(params ThreadSafeFlag[] interrupts) => this.interrupts = interrupts;

    public override long NowMs => nowMs;

    public override int ResolutionMs => 0;

    internal int IdleTimes { get; private set; }

    internal int WakeUps { get; private set; }

    internal long LastDeadlineMs { get; private set; }

    public override void IdleUntil(long deadlineMs)
    {
        IdleTimes++;
        LastDeadlineMs = deadlineMs;
        if (deadlineMs != long.MaxValue)
        {
            nowMs = deadlineMs;
        }
        else if (WakeUps < interrupts.Length)
        {
            interrupts[WakeUps].Set();
        }
        else
        {
            throw new BrokenException("No more events");
        }
    }

    public override void Wake() => WakeUps++;
}
