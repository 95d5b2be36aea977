namespace AsyncCore.Net;

/// <summary>Ends the patience with a receiver that does not take what is left to be sent to it.</summary>
internal sealed class ClosingAlarm : Alarm
{
    private readonly Stream stream;

    internal ClosingAlarm(Stream stream) => this.stream = stream;

    internal override void Due() => stream.GiveUp();
}
