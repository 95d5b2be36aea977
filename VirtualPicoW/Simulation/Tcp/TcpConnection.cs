using System;
using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// One end of a connection: RFC 9293 without urgent data and options. Lost segments are sent again after a time that follows from how long answers take, or after three
/// acknowledgements that say the same. There is no congestion control.
/// </summary>
internal sealed partial class TcpConnection
{
    private const int SlowStart = 3;
    private const int UpdateShare = 4;
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterLife = TimeSpan.FromSeconds(2);

    private readonly SimulatedHost host;
    private readonly TcpOptions options;
    private readonly SimulatedEvent retry;
    private readonly SimulatedEvent acknowledge;
    private readonly SimulatedEvent farewell;
    private bool isAcknowledgePlanned;

    public TcpConnection(SimulatedHost host, Endpoint local, Endpoint remote, SimulatedListener? listener)
    {
        this.host = host;
        options = host.Tcp;
        Local = local;
        Remote = remote;
        Listener = listener;
        retry = new SimulatedEvent(OnTimeout);
        acknowledge = new SimulatedEvent(Acknowledge);
        farewell = new SimulatedEvent(() => Forget(SocketError.ConnectionAborted));
        first = (uint)host.Chance.Next();
        unacknowledged = first;
        next = first;
        highest = first;
        timeout = options.FirstTimeout;
    }

    /// <summary>Something has changed that somebody may wait for.</summary>
    public event Action? Changed;

    /// <summary>This end.</summary>
    public Endpoint Local { get; }

    /// <summary>The other end.</summary>
    public Endpoint Remote { get; }

    /// <summary>Where it was asked for, until it is accepted; null at the end that asked.</summary>
    public SimulatedListener? Listener { get; }

    /// <summary>How far it is.</summary>
    public ConnectionState State { get; private set; }

    /// <summary>Why it failed; <see cref="SocketError.Success"/> if it did not.</summary>
    public SocketError Error { get; private set; }

    /// <summary>True if the program has closed it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Asks the other end for a connection.</summary>
    public void Open()
    {
        State = ConnectionState.SynSent;
        SendFirst(SegmentFlags.Syn);
    }

    /// <summary>Answers who has asked.</summary>
    public void Answer(SegmentPacket syn)
    {
        State = ConnectionState.SynReceived;
        expected = syn.Sequence + 1;
        peerWindow = syn.Window;
        SendFirst(SegmentFlags.Syn | SegmentFlags.Ack);
    }

    /// <summary>The program is done with it. What it has given is still sent; if it has not taken what came, the other end hears of a reset.</summary>
    public void Close()
    {
        if (IsClosed || State == ConnectionState.Closed)
        {
            IsClosed = true;
            return;
        }

        IsClosed = true;
        if (State == ConnectionState.SynSent)
        {
            Forget(SocketError.Success);
        }
        else if (Available > 0)
        {
            Abort();
        }
        else
        {
            EndSending();
            EndIfBothHave();
        }
    }

    /// <summary>No more bytes come from this end; those of the other end still do.</summary>
    public void EndSending()
    {
        if (!endIsGiven)
        {
            endIsGiven = true;
            Output();
        }
    }

    /// <summary>Ends it with a reset.</summary>
    public void Abort()
    {
        if (State is not (ConnectionState.Closed or ConnectionState.SynSent or ConnectionState.TimeWait))
        {
            host.Send(this, SegmentFlags.Rst | SegmentFlags.Ack, next, expected, 0, []);
        }

        IsClosed = true;
        Forget(SocketError.ConnectionAborted);
    }

    /// <summary>It is over, without a word to the other end.</summary>
    public void Forget(SocketError error)
    {
        if (State == ConnectionState.Closed)
        {
            return;
        }

        State = ConnectionState.Closed;
        Error = error;
        retry.Dispose();
        acknowledge.Dispose();
        farewell.Dispose();
        host.Remove(this);
        Changed?.Invoke();
    }

    /// <summary>A segment has come.</summary>
    public void Receive(SegmentPacket segment)
    {
        if (segment.Has(SegmentFlags.Rst))
        {
            OnReset(segment);
            return;
        }

        switch (State)
        {
            case ConnectionState.SynSent:
                OnAnswer(segment);
                return;
            case ConnectionState.SynReceived when segment.Has(SegmentFlags.Syn):
                host.Send(this, SegmentFlags.Syn | SegmentFlags.Ack, first, expected, Window, []);
                return;
            case ConnectionState.Established when segment.Has(SegmentFlags.Syn):
                // Our acknowledgement of its answer was lost.
                AcknowledgeNow();
                return;
        }

        if (!segment.Has(SegmentFlags.Ack))
        {
            return;
        }

        questions = IsClosed ? questions : 0;
        OnAcknowledgement(segment);
        if (State == ConnectionState.Closed)
        {
            return;
        }

        TakeBytes(segment);
        if (State != ConnectionState.Closed)
        {
            Output();
        }
    }

    private static int Distance(uint from, uint to) => (int)(to - from);

    private void OnReset(SegmentPacket segment)
    {
        if (State == ConnectionState.SynSent)
        {
            if (segment.Acknowledgement == first + 1)
            {
                Forget(SocketError.ConnectionRefused);
            }
        }
        else if (Distance(expected, segment.Sequence) is >= 0 and var ahead && ahead <= options.Window)
        {
            Forget(SocketError.ConnectionReset);
        }
    }

    private void OnAnswer(SegmentPacket segment)
    {
        if (segment.Has(SegmentFlags.Syn) && segment.Has(SegmentFlags.Ack) && segment.Acknowledgement == first + 1)
        {
            expected = segment.Sequence + 1;
            Advance(segment);
            Enter(ConnectionState.Established);
            AcknowledgeNow();
        }
    }

    private void Enter(ConnectionState state)
    {
        State = state;
        if (state == ConnectionState.TimeWait)
        {
            retry.Dispose();
            host.Plan(farewell, AfterLife);
        }

        Changed?.Invoke();
    }
}
