using System;

namespace AsyncCore.Net;

/// <summary>
/// The end of a stream, made when somebody closes it or waits for that: whether it has begun, who is to be told, and the limits to the patience with another end
/// that does not take what is left to be sent to it, or goes on sending.
/// </summary>
/// <remarks>
/// A connection that is closed while there is unread input, or into which input still comes then, is reset, and with that go the bytes that are still on their way out:
/// a network stack has no other way to say that nobody will read them. So input is taken away first, until all has arrived at the other end and nothing more comes.
/// </remarks>
internal sealed class Linger : Alarm
{
    /// <summary>How much input is taken away at most.</summary>
    internal const int MaxInput = 64 * 1024;

    /// <summary>
    /// How long nothing may have come any more after input was taken away: the rest of a message comes sooner. A client that is such a board itself sends a piece when the one before was
    /// acknowledged, and lwIP may take 250 ms for that.
    /// </summary>
    internal const int QuietMs = 300;

    /// <summary>In one look; the others have their turn then.</summary>
    private const int MaxReads = 8;

    private readonly Stream stream;
    private int inputCount;
    private long quietAtMs;
    private bool isWatching;

    internal Linger(Stream stream) => this.stream = stream;

    /// <summary>True once the stream is being closed.</summary>
    internal bool HasBegun { get; set; }

    /// <summary>Set when the transport has been closed.</summary>
    internal Event Closed { get; } = new Event();

    /// <summary>Everything has been handed to the transport, and is to arrive: looks now, and at each signal from now on, whether it has.</summary>
    internal void Watch()
    {
        Look();
        if (!Closed.IsSet && !isWatching)
        {
            isWatching = true;
            stream.Transport.Room.Linger = this;
        }
    }

    /// <summary>Closes the stream if everything has arrived, or cannot.</summary>
    internal void Look()
    {
        try
        {
            if (IsOver(stream.Transport))
            {
                stream.Abort();
            }
        }
        catch (Exception exception)
        {
            stream.GiveUp(exception);
        }
    }

    /// <summary>Ends the watch.</summary>
    internal void Stop()
    {
        Disarm();
        if (isWatching)
        {
            isWatching = false;
            stream.Transport.Room.Linger = null;
        }
    }

    internal override void Due() => GiveUp(stream.Peer + " did not take what was left to send within " + Stream.CloseLimitMs + " ms.");

    /// <summary>Nobody is left to send in the background, and the socket must not stay open for that.</summary>
    internal override void LoopEnded() => GiveUp("The run ended before " + stream.Peer + " had taken what was left to send.");

    private void GiveUp(string reason) => stream.GiveUp(new ConnectionResetException(reason));

    private bool IsOver(Transport transport)
    {
        long nowMs = EventLoop.Current.Clock.NowMs;
        for (int i = 0; i < MaxReads; i++)
        {
            int taken = transport.Discard();
            if (taken == 0)
            {
                // The other end sends nothing more.
                return transport.HasArrived;
            }

            if (taken == Transport.WouldWait)
            {
                return nowMs >= quietAtMs && transport.HasArrived;
            }

            quietAtMs = nowMs + QuietMs;
            inputCount += taken;
            if (inputCount > MaxInput)
            {
                throw new ConnectionResetException(
                    stream.Peer + " went on sending when the stream was closed; after " + MaxInput + " bytes the connection was cut, and what was written last may not have arrived.");
            }
        }

        return false;
    }
}
