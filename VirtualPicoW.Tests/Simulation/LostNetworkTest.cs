using System;
using VirtualPicoW;

public class LostNetworkTest
{
    [Fact]
    public void The_LEDs_blink_and_the_echo_comes_back_although_the_network_was_gone()
    {
        using Simulation simulation = new(seed: 7) { Wifi = LinkProfile.CrowdedWifi };
        VirtualBoard board = simulation.Boot(Firmware.PathOf("firmware"));
        EchoClientPeer client = new(simulation, simulation.Computer, board, port: 9000, "client");
        simulation.RunUntil(() => client.Messages > 10, TimeSpan.FromMinutes(1));
        board.Do("wifi off");
        simulation.ExpectBlink(board.Pins[15], TimeSpan.FromMilliseconds(700), tolerance: TimeSpan.FromMilliseconds(2));
        board.Do("wifi on");
        long before = client.Messages;
        simulation.RunUntil(() => client.Messages > before + 10, TimeSpan.FromMinutes(3));
    }
}
