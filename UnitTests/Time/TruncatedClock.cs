using AsyncCore;

namespace UnitTests;

/// <summary>A clock that shows whole milliseconds of a finer time, as the board's does.</summary>
internal sealed class TruncatedClock : Clock
{
    internal TruncatedClock(long startUs) => NowUs = startUs;

    public override long NowMs => NowUs / 1000;

    public override bool IsVirtual => true;

    internal long NowUs { get; private set; }

    public override void IdleUntil(long deadlineMs)
    {
        long deadlineUs = deadlineMs * 1000;
        NowUs = NowUs < deadlineUs ? deadlineUs : NowUs;
    }

    public override void Wake()
    {
    }
}
