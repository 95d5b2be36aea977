using System;
using System.Net.Sockets;

namespace VirtualPicoW;

/// <content>What goes out: bytes, the end, and all of it again if it is lost.</content>
internal sealed partial class TcpConnection
{
    private readonly ByteQueue outgoing = new();
    private readonly uint first;
    private uint unacknowledged;
    private uint next;
    private uint highest;
    private int peerWindow;
    private int sameAcknowledgements;
    private int tries;
    private int questions;
    private TimeSpan timeout;
    private TimeSpan? roundTrip;
    private TimeSpan roundTripVariation;
    private TimeSpan timedAt;
    private uint timedEnd;
    private bool isTimed;
    private bool endIsGiven;
    private bool endIsSent;
    private bool endIsAcknowledged;

    /// <summary>How many bytes more there is room for.</summary>
    public int Room => State == ConnectionState.Established && !endIsGiven ? options.SendBuffer - outgoing.Count : 0;

    /// <summary>True if the other end has acknowledged all bytes.</summary>
    public bool HasArrived => outgoing.Count == 0;

    /// <summary>How many bytes are on their way or wait for that.</summary>
    public int InFlight => outgoing.Count;

    private int SegmentLength => Math.Min(options.SegmentLength, TcpOptions.OfComputer.SegmentLength);

    /// <summary>Takes bytes to send, as many as there is room for.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        int taken = Math.Min(Room, bytes.Length);
        outgoing.Add(bytes[..taken]);
        Output();
        return taken;
    }

    private void SendFirst(SegmentFlags flags)
    {
        next = first + 1;
        highest = next;
        StartTiming(next);
        host.Send(this, flags, first, flags.HasFlag(SegmentFlags.Ack) ? expected : 0, Window, []);
        PlanRetry();
    }

    /// <summary>Sends what the other end has room for.</summary>
    private void Output()
    {
        if (State != ConnectionState.Established)
        {
            return;
        }

        while (true)
        {
            int sent = Distance(unacknowledged, next);
            int length = Math.Min(Math.Min(outgoing.Count - sent, SegmentLength), peerWindow - sent);
            if (sent > outgoing.Count || (length <= 0 && sent < outgoing.Count))
            {
                break;
            }

            if (length > 0)
            {
                SendBytes(sent, length);
                continue;
            }

            if (endIsGiven && !endIsSent && !endIsAcknowledged)
            {
                endIsSent = true;
                Emit(SegmentFlags.Fin | SegmentFlags.Ack, next, []);
                next++;
                Rise();
            }

            break;
        }

        if (outgoing.Count > 0 && retry.Place < 0)
        {
            // The other end has no room: it is asked from time to time.
            PlanRetry();
        }
    }

    private void SendBytes(int offset, int length)
    {
        byte[] payload = new byte[length];
        outgoing.CopyTo(offset, payload);
        bool isNew = Distance(highest, next + (uint)length) > 0;
        Emit(SegmentFlags.Ack | SegmentFlags.Psh, next, payload);
        next += (uint)length;
        if (isNew && !isTimed)
        {
            StartTiming(next);
        }

        Rise();
    }

    private void Rise()
    {
        highest = Distance(highest, next) > 0 ? next : highest;
        if (retry.Place < 0)
        {
            PlanRetry();
        }
    }

    private void Emit(SegmentFlags flags, uint sequence, byte[] payload)
    {
        ForgetAcknowledge();
        host.Send(this, flags, sequence, expected, Window, payload);
    }

    private void OnAcknowledgement(SegmentPacket segment)
    {
        if (State == ConnectionState.SynReceived)
        {
            if (segment.Acknowledgement != first + 1)
            {
                return;
            }

            Advance(segment);
            Enter(ConnectionState.Established);
            Listener?.Complete(this);
            return;
        }

        int acknowledged = Distance(unacknowledged, segment.Acknowledgement);
        if (acknowledged > 0 && Distance(segment.Acknowledgement, highest) >= 0)
        {
            Advance(segment);
        }
        else if (acknowledged == 0)
        {
            bool saysTheSame = segment.Payload.Length == 0 && segment.Window == peerWindow && !segment.Has(SegmentFlags.Fin) && highest != unacknowledged;
            peerWindow = segment.Window;
            if (saysTheSame && ++sameAcknowledgements == SlowStart)
            {
                isTimed = false;
                int length = Math.Min(outgoing.Count, SegmentLength);
                byte[] payload = new byte[length];
                outgoing.CopyTo(0, payload);
                Emit(length == 0 ? SegmentFlags.Fin | SegmentFlags.Ack : SegmentFlags.Ack | SegmentFlags.Psh, unacknowledged, payload);
            }
        }
    }

    /// <summary>Bytes have arrived, or the first segment, or the end.</summary>
    private void Advance(SegmentPacket segment)
    {
        int acknowledged = Distance(unacknowledged, segment.Acknowledgement);
        if (unacknowledged == first)
        {
            acknowledged--;
        }

        int bytes = Math.Min(acknowledged, outgoing.Count);
        outgoing.Remove(bytes);
        endIsAcknowledged |= endIsGiven && acknowledged > bytes;
        unacknowledged = segment.Acknowledgement;
        next = Distance(next, unacknowledged) > 0 ? unacknowledged : next;
        peerWindow = segment.Window;
        sameAcknowledgements = 0;
        tries = 0;
        questions = 0;
        if (isTimed && Distance(timedEnd, unacknowledged) >= 0)
        {
            Measure(host.Now - timedAt);
        }

        retry.Dispose();
        if (highest != unacknowledged)
        {
            PlanRetry();
        }

        EndIfBothHave();
        if (State != ConnectionState.Closed)
        {
            Changed?.Invoke();
        }
    }

    private void StartTiming(uint end)
    {
        isTimed = true;
        timedAt = host.Now;
        timedEnd = end;
    }

    private void Measure(TimeSpan time)
    {
        isTimed = false;
        if (roundTrip is { } usual)
        {
            TimeSpan difference = (time - usual).Duration();
            roundTripVariation += (difference - roundTripVariation) / 4;
            roundTrip = usual + ((time - usual) / 8);
        }
        else
        {
            roundTrip = time;
            roundTripVariation = time / 2;
        }

        TimeSpan fitting = roundTrip.Value + (4 * roundTripVariation);
        timeout = fitting < ShortestTimeout ? ShortestTimeout : fitting > LongestTimeout ? LongestTimeout : fitting;
    }

    private void PlanRetry()
    {
        TimeSpan time = timeout * (1 << Math.Min(tries, 6));
        host.Plan(retry, time < LongestTimeout ? time : LongestTimeout);
    }

    private void OnTimeout()
    {
        isTimed = false;
        if (State == ConnectionState.Established && highest == unacknowledged)
        {
            // A question that carries nothing: the answer tells how much room there is.
            if (++questions > options.MaxTries)
            {
                Forget(SocketError.TimedOut);
                return;
            }

            tries = Math.Min(tries + 1, 6);
            Emit(SegmentFlags.Ack, unacknowledged - 1, []);
            PlanRetry();
            return;
        }

        if (++tries > (State == ConnectionState.Established ? options.MaxTries : options.MaxConnectTries))
        {
            Forget(SocketError.TimedOut);
            return;
        }

        if (State != ConnectionState.Established)
        {
            host.Send(this, State == ConnectionState.SynSent ? SegmentFlags.Syn : SegmentFlags.Syn | SegmentFlags.Ack, first, State == ConnectionState.SynSent ? 0 : expected, Window, []);
            PlanRetry();
            return;
        }

        next = unacknowledged;
        endIsSent = false;
        int room = peerWindow;
        peerWindow = Math.Max(peerWindow, 1);
        Output();
        peerWindow = room;
        PlanRetry();
    }
}
