// Board:  Raspberry Pi Pico W with nanoFramework. GP15 - resistor of 330 ohms - LED - ground.
// You see: the LED flashes, and whoever connects to TCP port 9000 can ask for the "status" and set the "period". Names and numbers are in Settings.
using System;
using AsyncCore;
using AsyncCore.Board;
using Picow._1.Devices;
using static AsyncCore.Asyncio;

namespace Picow._1;

/// <summary>Puts the firmware's tasks on one loop.</summary>
public static class Program
{
    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(RunAll());

    private static async Coroutine RunAll()
    {
        using Blinker blinker = new Blinker(Settings.LedPin, Settings.PeriodMs);
        Wifi wifi = new Wifi(Settings.WifiSsid, Settings.WifiPassword);
        wifi.StateChanged += Tell;
        await Gather(blinker.Blink(), wifi.KeepJoined(), new CommandServer(wifi, blinker).Serve());
    }

    private static void Tell(Wifi wifi) => Console.WriteLine("wifi: " + wifi.State switch
    {
        WifiState.Joining => "joining " + wifi.Ssid,
        WifiState.Up => "joined " + wifi.Ssid + ", address " + wifi.Address,
        _ => "down: " + wifi.Trouble,
    });
}
