using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace VirtualPicoW;

/// <summary>The network's packets as pcapng, when they are sent: Wireshark opens it. One that is lost carries a comment that says why.</summary>
internal sealed class PacketTrace : Trace
{
    private const uint SectionBlock = 0x0A0D0D0A;
    private const uint InterfaceBlock = 1;
    private const uint PacketBlock = 6;
    private const uint ByteOrder = 0x1A2B3C4D;
    private const ushort RawIp = 101;
    private const ushort CommentOption = 1;
    private const ushort ResolutionOption = 9;
    private const byte Nanoseconds = 9;
    private const int NanosecondsPerTick = 100;

    private readonly BinaryWriter writer;
    private readonly Simulation simulation;
    private readonly long start;

    public PacketTrace(Stream file, Simulation simulation)
    {
        writer = new BinaryWriter(file);
        this.simulation = simulation;
        start = (simulation.StartDate - DateTime.UnixEpoch).Ticks;
        WriteBlock(SectionBlock, body =>
        {
            body.Write(ByteOrder);
            body.Write((ushort)1);
            body.Write((ushort)0);
            body.Write(-1L);
        });
        WriteBlock(InterfaceBlock, body =>
        {
            body.Write(RawIp);
            body.Write((ushort)0);
            body.Write(0);
            WriteOption(body, ResolutionOption, [Nanoseconds]);
            body.Write(0);
        });
        simulation.Network.Carried += OnCarried;
    }

    public override void Dispose()
    {
        simulation.Network.Carried -= OnCarried;
        writer.Dispose();
    }

    private static void WriteOption(BinaryWriter body, ushort code, byte[] value)
    {
        body.Write(code);
        body.Write((ushort)value.Length);
        WritePadded(body, value);
    }

    private static void WritePadded(BinaryWriter body, byte[] value)
    {
        body.Write(value);
        body.Write(new byte[(4 - (value.Length % 4)) % 4]);
    }

    private void OnCarried(Packet packet, string? reason, TimeSpan arrival) => WriteBlock(PacketBlock, body =>
    {
        ulong time = (ulong)((start + simulation.Now.Ticks) * NanosecondsPerTick);
        byte[] bytes = PacketBytes.Of(packet);
        body.Write(0);
        body.Write((uint)(time >> 32));
        body.Write((uint)time);
        body.Write(bytes.Length);
        body.Write(bytes.Length);
        WritePadded(body, bytes);
        if (reason != null)
        {
            WriteOption(body, CommentOption, Encoding.UTF8.GetBytes(reason));
            body.Write(0);
        }
    });

    private void WriteBlock(uint type, Action<BinaryWriter> write)
    {
        using MemoryStream memory = new();
        using BinaryWriter body = new(memory);
        write(body);
        body.Flush();
        uint length = (uint)memory.Length + 12;
        writer.Write(type);
        writer.Write(length);
        writer.Write(memory.ToArray());
        writer.Write(length);
    }
}
