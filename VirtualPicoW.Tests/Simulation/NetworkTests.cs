using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>The simulated network, seen by peers of the project's own firmware.</summary>
public class NetworkTests
{
    private const int EchoPort = 9000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Links => new(LinkProfile.Presets.Keys);

    [Theory]
    [MemberData(nameof(Links))]
    public void Two_clients_have_every_byte_echoed_over_each_link(string link)
    {
        using Simulation simulation = new(seed: 7) { Wifi = LinkProfile.Presets[link] };
        VirtualBoard board = BootFirmware(simulation);
        EchoClientPeer[] clients = [new(simulation, simulation.Computer, board, EchoPort, "1"), new(simulation, simulation.Computer, board, EchoPort, "2")];
        CollectorPeer collector = new(simulation, simulation.Computer, 8094);

        simulation.RunFor(Minute);

        Assert.All(clients, client => Assert.True(client.EchoedBytes > 10_000, $"{client.EchoedBytes} bytes were echoed."));
        Assert.InRange(collector.Count, 20, 60);
    }

    [Fact]
    public void The_same_seed_gives_the_same_traffic_and_another_seed_another_one()
    {
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));

        static ulong Run(ulong seed)
        {
            using Simulation simulation = new(seed) { Wifi = LinkProfile.CrowdedWifi };
            VirtualBoard board = BootFirmware(simulation);
            EchoClientPeer client = new(simulation, simulation.Computer, board, EchoPort, "1");
            simulation.RunFor(TimeSpan.FromSeconds(20));
            Assert.True(client.Messages > 0);
            return simulation.Fingerprint;
        }
    }

    [Fact]
    public void A_connection_to_a_port_where_nobody_listens_is_refused()
    {
        PeerException exception = Fails(async simulation => await simulation.Computer.Connect(BootFirmware(simulation), 9001));

        Assert.Equal(SocketError.ConnectionRefused, exception.Error);
    }

    [Fact]
    public void A_host_that_is_not_there_lets_who_connects_wait_until_it_gives_up()
    {
        PeerException exception = Fails(async simulation => await simulation.Computer.Connect("192.168.4.200", 80));

        Assert.Equal(SocketError.TimedOut, exception.Error);
    }

    [Fact]
    public void A_link_that_goes_one_way_only_is_a_host_that_does_not_answer()
    {
        PeerException exception = Fails(async simulation =>
        {
            VirtualBoard board = BootFirmware(simulation);
            using PeerConnection connection = await simulation.Computer.Connect(board, EchoPort);
            simulation.Computer.IsDeaf = true;
            await connection.Write("hello"u8.ToArray());
            await connection.Read(new byte[5]);
        });

        Assert.Equal(SocketError.TimedOut, exception.Error);
    }

    [Fact]
    public void A_rule_drops_what_it_does_not_let_pass_and_the_bytes_are_sent_again()
    {
        using Simulation simulation = new() { Wifi = LinkProfile.Perfect };
        VirtualBoard board = BootFirmware(simulation);
        int dropped = 0;
        simulation.AddRule(packet => packet is SegmentPacket { Payload.Length: > 0 } && dropped < 2 ? Drop() : PacketVerdict.Pass);
        byte[] answer = new byte[5];
        TimeSpan took = default;
        bool isOver = false;
        simulation.Start(async () =>
        {
            using PeerConnection connection = await simulation.Computer.Connect(board, EchoPort);
            TimeSpan start = simulation.Now;
            await connection.Write("hello"u8.ToArray());
            await connection.ReadAll(answer);
            took = simulation.Now - start;
            isOver = true;
        });

        simulation.RunUntil(() => isOver, Minute);

        Assert.Equal("hello", Encoding.ASCII.GetString(answer));
        Assert.Equal(2, dropped);
        Assert.True(took > TimeSpan.FromMilliseconds(400), $"It took {took}.");

        PacketVerdict Drop()
        {
            dropped++;
            return PacketVerdict.Drop();
        }
    }

    [Fact]
    public void The_access_point_vanishes_the_firmware_joins_again_and_echoes_again()
    {
        using Simulation simulation = new();
        VirtualBoard board = BootFirmware(simulation);
        EchoClientPeer client = new(simulation, simulation.Computer, board, EchoPort, "1") { Patience = TimeSpan.FromSeconds(5) };
        simulation.At(TimeSpan.FromSeconds(10), () => board.Do("wifi off"));
        simulation.At(TimeSpan.FromSeconds(15), () => board.Do("wifi on"));
        simulation.RunFor(TimeSpan.FromSeconds(14));
        long before = client.Messages;

        simulation.RunUntil(() => client.Messages > before + 10, Minute);

        Assert.Contains(board.Log.Lines, line => line.Text == "lost PicoNet");
    }

    [Fact]
    public void An_address_server_that_stalls_keeps_the_board_waiting_and_the_firmware_tries_again()
    {
        using Simulation simulation = new();
        simulation.AddressServer.IsStalled = true;
        simulation.At(TimeSpan.FromSeconds(30), () => simulation.AddressServer.IsStalled = false);
        VirtualBoard board = BootFirmware(simulation);

        simulation.RunFor(Minute);

        Assert.Contains(board.Log.Lines, line => line.Text == "PicoNet gave no address");
        Assert.Contains(board.Log.Lines, line => line.Text.StartsWith("joined PicoNet", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_boards_talk_to_each_other()
    {
        using Simulation simulation = new();
        VirtualBoard server = BootFirmware(simulation);
        simulation.RunUntil(() => server.Log.Lines.Any(line => line.Text.StartsWith("listening", StringComparison.Ordinal)), Minute);
        VirtualBoard client = simulation.AddBoard();
        FirmwareSettings settings = client.Load(BuildOutput.Sample("EchoClient")).Settings!;
        settings.Set("host", server.Address);
        settings.Set("port", "9000");
        client.Start();

        simulation.RunUntil(() => client.Log.Lines.Any(line => line.Text.StartsWith("echo 10 after", StringComparison.Ordinal)), Minute);
    }

    private static VirtualBoard BootFirmware(Simulation simulation) => simulation.Boot(Firmware.PathOf("firmware"), new BoardOptions { QuietPins = true });

    private static PeerException Fails(Func<Simulation, Task> life)
    {
        using Simulation simulation = new();
        simulation.Start(() => life(simulation));
        return Assert.IsType<PeerException>(Assert.Throws<SimulationException>(() => simulation.RunFor(TimeSpan.FromMinutes(10))).InnerException);
    }
}
