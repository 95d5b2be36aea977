using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>The air between boards and access points: who hears whom how well, and why joining fails.</summary>
public class AirTests
{
    private const int EchoPort = 9000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_signal_that_weakens_loses_packets_until_nothing_gets_through_and_all_is_well_when_it_is_back()
    {
        using Simulation simulation = new() { Wifi = LinkProfile.Perfect };
        VirtualBoard board = BootFirmware(simulation);
        EchoClientPeer client = new(simulation, simulation.Computer, board, EchoPort, "1") { Patience = TimeSpan.FromSeconds(10) };
        int lost = 0;
        simulation.Network.Carried += (_, reason, _) => lost += reason == "lost, for the signal is weak" ? 1 : 0;

        board.Do("wifi signal -70");
        simulation.RunFor(TimeSpan.FromSeconds(20));
        Assert.Equal(0, lost);
        Assert.True(client.Messages > 0);

        board.Do("wifi signal -85 30");
        simulation.RunFor(TimeSpan.FromSeconds(15));
        Assert.Equal(-77, board.AccessPoint!.Rssi);
        Assert.True(lost > 0);
        simulation.RunFor(TimeSpan.FromSeconds(45));
        Assert.Equal(-85, board.AccessPoint.Rssi);

        board.Do("wifi signal -95");
        simulation.RunFor(TimeSpan.FromSeconds(1));
        long before = client.Messages;
        simulation.RunFor(TimeSpan.FromSeconds(20));
        Assert.Equal(before, client.Messages);

        board.Do("wifi signal -55");
        simulation.RunUntil(() => client.Messages > before + 10, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Another_signal_in_the_middle_of_a_change_is_what_counts()
    {
        using Simulation simulation = new();
        VirtualBoard board = BootFirmware(simulation);

        board.Do("wifi signal -85 30");
        simulation.RunFor(TimeSpan.FromSeconds(10));
        board.Do("wifi signal -60");
        simulation.RunFor(Minute);

        Assert.Equal(-60, board.AccessPoint!.Rssi);
    }

    [Fact]
    public void Of_two_access_points_with_one_name_the_stronger_is_joined_and_the_other_when_it_vanishes()
    {
        using Simulation simulation = new();
        AccessPoint near = new() { Rssi = -40 };
        AccessPoint far = new() { Rssi = -66, HardwareAddress = "02:50:49:43:4F:02" };
        VirtualBoard board = simulation.Boot(Firmware.PathOf("firmware"), new BoardOptions { QuietPins = true, AccessPoint = far, OtherAccessPoints = [near] });
        simulation.RunUntil(() => Joined(board, "joined PicoNet, -40 dBm"), Minute);

        far.Vanish();
        simulation.RunFor(TimeSpan.FromSeconds(1));
        Assert.True(board.Radio.IsUp);
        far.Return();
        near.Vanish();

        simulation.RunUntil(() => Joined(board, "joined PicoNet, -66 dBm"), Minute);
        Assert.Contains(board.Log.Lines, line => line.Text == "lost PicoNet");
    }

    [Theory]
    [InlineData("wifi off", "PicoNet not found")]
    [InlineData("wifi signal -95", "PicoNet not found")]
    [InlineData("wifi password other-password", "PicoNet refused the password")]
    public void A_join_fails_for_a_reason_and_succeeds_when_that_is_gone(string command, string reason)
    {
        using Simulation simulation = new();
        VirtualBoard board = BootFirmware(simulation);
        board.Do(command);
        simulation.RunUntil(() => board.Log.Lines.Any(line => line.Text == reason), Minute);
        Assert.False(board.Radio.IsUp);

        board.Do("wifi on");
        board.Do("wifi signal -55");
        board.Do($"wifi password {AccessPoint.DefaultPassword}");

        simulation.RunUntil(() => Joined(board, "joined PicoNet"), Minute);
    }

    [Fact]
    public void An_address_server_that_refuses_is_a_join_that_fails()
    {
        using Simulation simulation = new();
        simulation.AddressServer.Refuses = true;
        VirtualBoard board = BootFirmware(simulation);
        simulation.RunUntil(() => board.Log.Lines.Any(line => line.Text == "PicoNet gave no address"), Minute);

        simulation.AddressServer.Refuses = false;

        simulation.RunUntil(() => Joined(board, "joined PicoNet"), Minute);
    }

    [Fact]
    public void An_address_server_that_has_forgotten_gives_another_address_and_the_board_is_found_there()
    {
        using Simulation simulation = new();
        VirtualBoard board = BootFirmware(simulation);
        EchoClientPeer client = new(simulation, simulation.Computer, board, EchoPort, "1") { Patience = TimeSpan.FromSeconds(5) };
        simulation.RunUntil(() => client.Messages > 10, Minute);
        string? before = board.Address;

        simulation.AddressServer.Forget();
        board.Do("wifi off");
        board.Do("wifi on");
        long messages = client.Messages;
        simulation.RunUntil(() => client.Messages > messages + 10, Minute);

        Assert.NotEqual(before, board.Address);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_that_goes_one_way_only_is_a_connection_that_is_lost(bool boardIsHeard)
    {
        using Simulation simulation = new();
        VirtualBoard board = BootFirmware(simulation);
        SocketError? error = null;
        simulation.Start(async () =>
        {
            using PeerConnection connection = await simulation.Computer.Connect(board, EchoPort);
            simulation.AddRule(packet => (boardIsHeard ? packet.Destination : packet.Source).AddressText == board.Address ? PacketVerdict.Drop("lost, one way") : PacketVerdict.Pass);
            try
            {
                await connection.Write("hello"u8.ToArray());
                await connection.Read(new byte[5]);
            }
            catch (PeerException exception)
            {
                error = exception.Error;
            }
        });

        simulation.RunUntil(() => error != null, TimeSpan.FromMinutes(30));

        Assert.Equal(SocketError.TimedOut, error);
    }

    [Fact]
    public void A_host_that_dies_is_waited_for_and_one_that_has_restarted_tells_that_it_knows_nothing()
    {
        using Simulation simulation = new();
        VirtualBoard board = simulation.AddBoard();
        FirmwareSettings settings = board.Load(BuildOutput.Sample("EchoClient")).Settings!;
        settings.Set("host", simulation.Computer.Address);
        settings.Set("port", "9001");
        PeerListener listener = simulation.Computer.Listen(9001);
        simulation.Start(async () =>
        {
            while (true)
            {
                PeerConnection connection = await listener.Accept();
                simulation.Start(() => Echo(connection));
            }
        });
        board.Start();
        simulation.RunUntil(() => Echoes(board) > 3, Minute);

        simulation.Computer.Vanish();
        simulation.RunFor(TimeSpan.FromSeconds(1));
        int before = Echoes(board);
        simulation.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(before, Echoes(board));
        simulation.Computer.Restart();

        simulation.RunUntil(() => Echoes(board) > before + 3, TimeSpan.FromMinutes(5));
    }

    private static async Task Echo(PeerConnection connection)
    {
        byte[] buffer = new byte[100];
        try
        {
            int count;
            while ((count = await connection.Read(buffer)) > 0)
            {
                await connection.Write(buffer.AsMemory(0, count));
            }
        }
        catch (PeerException)
        {
            // The board has gone, or this host has lost its memory.
        }

        connection.Dispose();
    }

    private static int Echoes(VirtualBoard board) => board.Log.Lines.Count(line => line.Text.StartsWith("echo ", StringComparison.Ordinal));

    private static bool Joined(VirtualBoard board, string text) => board.Radio.IsUp && board.Log.Lines.Any(line => line.Text.StartsWith(text, StringComparison.Ordinal));

    private static VirtualBoard BootFirmware(Simulation simulation) => simulation.Boot(Firmware.PathOf("firmware"), new BoardOptions { QuietPins = true });
}
