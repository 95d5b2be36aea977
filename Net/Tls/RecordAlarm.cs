namespace AsyncCore.Net;

/// <summary>
/// Ends the patience with a sender who stops in the middle of a record. That is also how one is noticed who has closed the connection there: behind bytes that are
/// unread lwIP does not show the end.
/// </summary>
internal sealed class RecordAlarm : Alarm
{
    /// <summary>For how long nothing of a record may come, in milliseconds: long enough for a segment that was lost to be sent again.</summary>
    internal const int SilenceMs = 2000;

    /// <summary>How long the rest of a record may take in all, in milliseconds.</summary>
    internal const int LimitMs = 10000;

    private readonly Readiness readable;
    private bool isSet;
    private bool hasRung;
    private int available;
    private long endMs;

    internal RecordAlarm(Readiness readable) => this.readable = readable;

    /// <summary>Says that a part of a record is there.</summary>
    /// <param name="available">How many bytes of it.</param>
    /// <returns>False if it is time to give up.</returns>
    internal bool Allows(int available)
    {
        long nowMs = EventLoop.Current.Clock.NowMs;
        if (!isSet)
        {
            isSet = true;
            endMs = nowMs + LimitMs;
        }
        else if (!hasRung)
        {
            return true;
        }
        else if (available == this.available || nowMs >= endMs)
        {
            return false;
        }

        hasRung = false;
        this.available = available;
        Arm(EventLoop.Current.DeadlineIn(endMs - nowMs < SilenceMs ? (int)(endMs - nowMs) : SilenceMs));
        return true;
    }

    /// <summary>The record is complete, or nobody wants it any more.</summary>
    internal void Stop()
    {
        if (isSet)
        {
            isSet = false;
            hasRung = false;
            Disarm();
        }
    }

    internal override void Due()
    {
        Disarm();
        hasRung = true;
        readable.Signal();
    }
}
