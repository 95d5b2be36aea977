namespace AsyncCore.Net;

/// <summary>Ends the patience with a sender who stops in the middle of a record.</summary>
internal sealed class RecordAlarm : Alarm
{
    /// <summary>How long the rest of a record may take, in milliseconds.</summary>
    internal const int LimitMs = 10000;

    private readonly Readiness readable;
    private bool isSet;

    internal RecordAlarm(Readiness readable) => this.readable = readable;

    /// <summary>True if the rest has not come in time.</summary>
    internal bool HasRung { get; private set; }

    /// <summary>A part of a record is there.</summary>
    internal void Set()
    {
        if (!isSet)
        {
            isSet = true;
            Arm(EventLoop.Current.DeadlineIn(LimitMs));
        }
    }

    /// <summary>The record is complete, or nobody wants it any more.</summary>
    internal void Stop()
    {
        if (isSet)
        {
            isSet = false;
            HasRung = false;
            Disarm();
        }
    }

    internal override void Due()
    {
        Disarm();
        HasRung = true;
        readable.Signal();
    }
}
