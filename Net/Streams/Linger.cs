namespace AsyncCore.Net;

/// <summary>
/// The end of a stream, made when somebody closes it or waits for that: whether it has begun, who is to be told, and the limit to the patience with a receiver that
/// does not take what is left to be sent to it.
/// </summary>
internal sealed class Linger : Alarm
{
    private readonly Stream stream;

    internal Linger(Stream stream) => this.stream = stream;

    /// <summary>True once the stream is being closed.</summary>
    internal bool HasBegun { get; set; }

    /// <summary>Set when the transport has been closed.</summary>
    internal Event Closed { get; } = new Event();

    internal override void Due() => stream.GiveUp(stream.Peer + " did not take what was left to send within " + Stream.CloseLimitMs + " ms.");

    /// <summary>Nobody is left to send in the background, and the socket must not stay open for that.</summary>
    internal override void LoopEnded() => stream.GiveUp("The run ended before " + stream.Peer + " had taken what was left to send.");
}
