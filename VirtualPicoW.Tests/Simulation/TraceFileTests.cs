using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace VirtualPicoW.Tests;

/// <summary>What a simulation writes down is read by strict readers, and tells what happened.</summary>
public sealed partial class TraceFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("traces").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_value_change_dump_has_every_edge_at_its_time()
    {
        string path = Run("pins.vcd", LinkProfile.Perfect, out VirtualBoard board);

        string[] lines = File.ReadAllLines(path);
        int end = Array.IndexOf(lines, "$enddefinitions $end");
        string mark = Assert.Single(lines[..end], line => line.EndsWith(" GP15 $end", StringComparison.Ordinal)).Split(' ')[3];
        string wifi = Assert.Single(lines[..end], line => line.EndsWith(" wifi $end", StringComparison.Ordinal)).Split(' ')[3];
        List<PinEdge> edges = [];
        long time = 0;
        bool isJoined = false;
        foreach (string line in lines[(Array.IndexOf(lines, "$end") + 1)..])
        {
            if (line[0] == '#')
            {
                Assert.True(long.Parse(line[1..]) > time, line);
                time = long.Parse(line[1..]);
            }
            else
            {
                Assert.Matches("^[01].", line);
                isJoined |= line == "1" + wifi;
                if (line[1..] == mark)
                {
                    edges.Add(new PinEdge(TimeSpan.FromMicroseconds(time), line[0] == '1'));
                }
            }
        }

        Assert.True(isJoined);
        Assert.Equal(board.Pins[15].Edges.Select(edge => edge with { Time = TimeSpan.FromMicroseconds(edge.Time.Ticks / TimeSpan.TicksPerMicrosecond) }), edges);
    }

    [Fact]
    public void A_packet_file_has_every_packet_and_tells_why_one_was_lost()
    {
        byte[] bytes = File.ReadAllBytes(Run("packets.pcapng", LinkProfile.EdgeOfRange, out _));

        int packets = 0;
        List<string> comments = [];
        for (int start = 0; start < bytes.Length;)
        {
            uint type = Word(start);
            int length = (int)Word(start + 4);
            Assert.Equal(0, length % 4);
            Assert.Equal(Word(start + 4), Word(start + length - 4));
            if (type == 6)
            {
                packets++;
                int captured = (int)Word(start + 20);
                Assert.Equal(0x45, bytes[start + 28]);
                Assert.Equal(captured, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(start + 30)));
                int option = start + 28 + ((captured + 3) / 4 * 4);
                if (option < start + length - 4)
                {
                    Assert.Equal(1, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(option)));
                    comments.Add(Encoding.UTF8.GetString(bytes, option + 4, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(option + 2))));
                }
            }

            start += length;
        }

        Assert.True(packets > 20, $"There are {packets} packets.");
        Assert.Contains("lost in a burst", comments);

        uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
    }

    [Fact]
    public void A_timeline_has_a_line_for_each_event()
    {
        string[] lines = File.ReadAllLines(Run("all.txt", LinkProfile.HomeWifi, out _));

        Assert.All(lines, line => Assert.Matches(Line(), line));
        Assert.Contains(lines, line => line.Contains("board 1  GP15   high", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("network  packet arrives at", StringComparison.Ordinal) && line.Contains("Syn", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_before_the_run_begins()
    {
        string path = Path.Combine(folder, "nowhere", "out.vcd");
        CommandLine line = CommandLine.Parse([Firmware.PathOf("firmware"), "--world", "simulated", "--seconds", "1", "--trace", Path.Combine(folder, "first.txt"), "--trace", path]);
        using SimulatedRun run = Program.Boot(line, 1, TextWriter.Null);

        CommandLineException exception = Assert.Throws<CommandLineException>(() => run.Run());

        Assert.Contains($"--trace {path} cannot be written", exception.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, run.World.Now);
        File.Delete(Path.Combine(folder, "first.txt"));
    }

    [GeneratedRegex(@"^ *\d+\.\d{6} (board 1 |network ) \w+ +\S")]
    private static partial Regex Line();

    private string Run(string name, LinkProfile link, out VirtualBoard board)
    {
        string path = Path.Combine(folder, name);
        using Simulation simulation = new(seed: 3) { Wifi = link };
        board = simulation.Boot(Firmware.PathOf("firmware"));
        EchoClientPeer client = new(simulation, simulation.Computer, board, 9000, "1");
        using (simulation.Trace(path))
        {
            simulation.RunFor(TimeSpan.FromSeconds(20));
        }

        Assert.True(client.Connections > 0);
        return path;
    }
}
