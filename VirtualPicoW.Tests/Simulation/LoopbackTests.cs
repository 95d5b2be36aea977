using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Behind 127.0.0.1 a board finds the computer, as in the host world.</summary>
public class LoopbackTests
{
    private const int Port = 9001;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_board_connects_to_the_computer_at_127_0_0_1()
    {
        using Simulation simulation = new();
        simulation.Start(() => Echo(simulation.Computer.Listen(Port)));
        List<Packet> packets = Watch(simulation);
        VirtualBoard board = simulation.AddBoard();
        FirmwareSettings settings = board.Load(BuildOutput.Sample("EchoClient")).Settings!;
        settings.Set("host", "127.0.0.1");
        settings.Set("port", Port.ToString());
        board.Start();

        simulation.RunUntil(() => board.Log.Lines.Any(line => line.Text.StartsWith("echo 10 after", StringComparison.Ordinal)), Minute);

        Assert.Contains(packets, packet => packet is SegmentPacket && packet.Source.AddressText == board.Address && packet.Destination.AddressText == simulation.Computer.Address);
        Assert.DoesNotContain(packets, packet => packet.Destination.IsLoopback);
    }

    [Fact]
    public void A_board_is_refused_by_a_port_of_the_computer_where_nobody_listens()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.AddBoard();
        FirmwareSettings settings = board.Load(BuildOutput.Sample("EchoClient")).Settings!;
        settings.Set("host", "127.0.0.1");
        settings.Set("port", Port.ToString());
        board.Start();

        simulation.RunUntil(() => board.Log.Lines.Any(line => line.Text.Contains("127.0.0.1 refused", StringComparison.Ordinal)), Minute);
    }

    [Fact]
    public void Who_sends_a_datagram_to_a_port_where_nobody_takes_it_gets_word_of_that()
    {
        using Simulation simulation = new();
        List<Packet> packets = Watch(simulation);
        VirtualBoard board = simulation.Boot(Firmware.PathOf("firmware"), new BoardOptions { QuietPins = true });

        simulation.RunFor(TimeSpan.FromSeconds(20));

        UnreachablePacket word = packets.OfType<UnreachablePacket>().First();
        Assert.Equal(board.Address, word.Destination.AddressText);
        Assert.Equal(simulation.Computer.Address, word.About.Destination.AddressText);
        Assert.Contains(word.About, packets);
    }

    /// <summary>All packets that pass the rules from now on.</summary>
    private static List<Packet> Watch(Simulation simulation)
    {
        List<Packet> packets = [];
        simulation.AddRule(packet =>
        {
            packets.Add(packet);
            return PacketVerdict.Pass;
        });
        return packets;
    }

    private static async Task Echo(PeerListener listener)
    {
        using PeerConnection connection = await listener.Accept();
        byte[] buffer = new byte[100];
        int count;
        while ((count = await connection.Read(buffer)) > 0)
        {
            await connection.Write(buffer.AsMemory(0, count));
        }
    }
}
