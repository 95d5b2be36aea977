using System;
using System.Collections.Generic;
using System.Net.Sockets;

namespace VirtualPicoW;

/// <content>What comes in: bytes, also in the wrong order, and the end.</content>
internal sealed partial class TcpConnection
{
    private readonly ByteQueue incoming = new();
    private readonly List<SegmentPacket> early = [];
    private uint expected;
    private int toldWindow;

    /// <summary>How many bytes can be taken.</summary>
    public int Available => incoming.Count;

    /// <summary>True if the other end has said that nothing more comes, and all of it has come.</summary>
    public bool HasEnded { get; private set; }

    private int Window => toldWindow = options.Window - incoming.Count;

    /// <summary>Takes bytes; they stay if they are only looked at.</summary>
    public int Take(Span<byte> target, bool peek)
    {
        int count = Math.Min(target.Length, incoming.Count);
        incoming.CopyTo(0, target[..count]);
        if (!peek && count > 0)
        {
            incoming.Remove(count);
            if (options.Window - incoming.Count - toldWindow >= options.Window / UpdateShare && !HasEnded && State == ConnectionState.Established)
            {
                AcknowledgeNow();
            }
        }

        return count;
    }

    private void TakeBytes(SegmentPacket segment)
    {
        bool carries = segment.Payload.Length > 0 || segment.Has(SegmentFlags.Fin);
        if (!carries)
        {
            if (Distance(segment.Sequence, expected) == 1)
            {
                // A question for room.
                AcknowledgeNow();
            }

            return;
        }

        if (Distance(expected, segment.Sequence) > 0)
        {
            if (early.Count < options.Window / SegmentLength + 1 && !early.Exists(other => other.Sequence == segment.Sequence))
            {
                early.Add(segment);
            }

            AcknowledgeNow();
            return;
        }

        bool wasLate = Distance(segment.Sequence, expected) > 0;
        uint before = expected;
        Append(segment);
        bool filledGap = early.Count > 0;
        while (early.Find(other => Distance(other.Sequence, expected) >= 0) is { } fitting)
        {
            early.Remove(fitting);
            Append(fitting);
        }

        if (State == ConnectionState.Closed)
        {
            return;
        }

        if (wasLate || filledGap || HasEnded || before == expected || isAcknowledgePlanned)
        {
            AcknowledgeNow();
        }
        else
        {
            isAcknowledgePlanned = true;
            host.Plan(acknowledge, options.AcknowledgeDelay);
        }

        if (before != expected)
        {
            EndIfBothHave();
            if (State != ConnectionState.Closed)
            {
                Changed?.Invoke();
            }
        }
    }

    private void Append(SegmentPacket segment)
    {
        int known = Distance(segment.Sequence, expected);
        if (known < segment.Payload.Length)
        {
            if (IsClosed)
            {
                // Nobody will ever take it.
                Abort();
                return;
            }

            int count = Math.Min(segment.Payload.Length - known, options.Window - incoming.Count);
            incoming.Add(segment.Payload.AsSpan(known, count));
            expected += (uint)count;
        }

        if (segment.Has(SegmentFlags.Fin) && !HasEnded && expected == segment.Sequence + (uint)segment.Payload.Length)
        {
            expected++;
            HasEnded = true;
        }
    }

    private void EndIfBothHave()
    {
        if (State != ConnectionState.Established || !endIsAcknowledged || !IsClosed)
        {
            return;
        }

        if (HasEnded)
        {
            Enter(ConnectionState.TimeWait);
        }
        else if (farewell.Place < 0)
        {
            host.Plan(farewell, LongestFarewell);
        }
    }

    private void AcknowledgeNow()
    {
        ForgetAcknowledge();
        host.Send(this, SegmentFlags.Ack, next, expected, Window, []);
    }

    private void Acknowledge()
    {
        isAcknowledgePlanned = false;
        AcknowledgeNow();
    }

    private void ForgetAcknowledge()
    {
        if (isAcknowledgePlanned)
        {
            isAcknowledgePlanned = false;
            acknowledge.Dispose();
        }
    }
}
