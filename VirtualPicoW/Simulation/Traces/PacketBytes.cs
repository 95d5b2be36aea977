using System;
using System.Buffers.Binary;

namespace VirtualPicoW;

/// <summary>A packet as it would be on the wire: IPv4, and UDP, TCP or ICMP in it, with their checksums.</summary>
internal static class PacketBytes
{
    private const int IpHead = 20;
    private const int UdpHead = 8;
    private const int TcpHead = 20;
    private const int IcmpHead = 8;
    private const byte Unreachable = 3;
    private const byte Port = 3;
    private const byte Icmp = 1;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte Hops = 64;

    /// <summary>The bytes.</summary>
    public static byte[] Of(Packet packet)
    {
        (byte protocol, byte[] inner) = packet switch
        {
            SegmentPacket segment => (Tcp, Segment(segment)),
            UnreachablePacket unreachable => (Icmp, Word(unreachable)),
            _ => (Udp, Datagram(packet)),
        };
        byte[] bytes = new byte[IpHead + inner.Length];
        bytes[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)bytes.Length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)packet.Number);
        bytes[8] = Hops;
        bytes[9] = protocol;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), packet.Source.Address);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), packet.Destination.Address);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(10), Checksum(bytes.AsSpan(0, IpHead), 0));
        uint pseudo = protocol == Icmp ? 0 : Sum(bytes.AsSpan(12, 8)) + protocol + (uint)inner.Length;
        ushort checksum = Checksum(inner, pseudo);
        int place = protocol == Tcp ? 16 : protocol == Udp ? 6 : 2;
        BinaryPrimitives.WriteUInt16BigEndian(inner.AsSpan(place), checksum == 0 && protocol == Udp ? ushort.MaxValue : checksum);
        inner.CopyTo(bytes, IpHead);
        return bytes;
    }

    private static byte[] Datagram(Packet packet)
    {
        byte[] bytes = WithPorts(packet, UdpHead);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)bytes.Length);
        return bytes;
    }

    /// <summary>It quotes the heads of what it is about.</summary>
    private static byte[] Word(UnreachablePacket packet) => [Unreachable, Port, 0, 0, 0, 0, 0, 0, .. Of(packet.About)[..(IpHead + IcmpHead)]];

    private static byte[] Segment(SegmentPacket packet)
    {
        byte[] bytes = WithPorts(packet, TcpHead);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), packet.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), packet.Acknowledgement);
        bytes[12] = TcpHead / 4 << 4;
        bytes[13] = (byte)packet.Flags;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(14), (ushort)Math.Min(packet.Window, ushort.MaxValue));
        return bytes;
    }

    private static byte[] WithPorts(Packet packet, int head)
    {
        byte[] bytes = new byte[head + packet.Payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)packet.Source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)packet.Destination.Port);
        packet.Payload.CopyTo(bytes, head);
        return bytes;
    }

    private static ushort Checksum(ReadOnlySpan<byte> bytes, uint sum)
    {
        sum += Sum(bytes);
        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int index = 0; index < bytes.Length; index++)
        {
            sum += index % 2 == 0 ? (uint)bytes[index] << 8 : bytes[index];
        }

        return sum;
    }
}
