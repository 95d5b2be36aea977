// Board:  Raspberry Pi Pico W with nanoFramework; an LED from GP15 and one from GP14, each through 330 ohms to ground.
// You see: two short flashes, one every 700 ms and one every 400 ms, whatever the network does. Whatever is sent to TCP port 9000 comes
//         back, and once a second a line of telemetry goes out by UDP. Every name and number of this is in Settings.
using System;
using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace AsyncCore.Firmware;

/// <summary>Puts the firmware's tasks on one loop.</summary>
public static class Program
{
    private const int Blink1PeriodMs = 700;
    private const int Blink2PeriodMs = 400;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(RunAll());

    private static async Coroutine RunAll()
    {
        Wifi wifi = new Wifi(Settings.WifiSsid, Settings.WifiPassword);
        wifi.StateChanged += Tell;
        LagMeter lagMeter = new LagMeter();
        EchoServer echo = new EchoServer(wifi, Settings.EchoPort);
        Telemetry telemetry = new Telemetry(wifi, echo, lagMeter);
        await Gather(
            Start("blink 1", () => Blinker.Blink(Settings.BlinkPin1, Blink1PeriodMs)),
            Start("blink 2", () => Blinker.Blink(Settings.BlinkPin2, Blink2PeriodMs)),
            Start("wifi", wifi.KeepJoined),
            Start("echo", echo.Serve),
            Start("telemetry", telemetry.Report),
            Start("lag meter", lagMeter.Measure));
    }

    private static Task Start(string name, Job job) => CreateTask(Supervisor.KeepRunning(name, job), name);

    private static void Tell(Wifi wifi) => Console.WriteLine("wifi: " + wifi.State switch
    {
        WifiState.Joining => "joining " + wifi.Ssid,
        WifiState.Up => "joined " + wifi.Ssid + ", address " + wifi.Address,
        _ => "down: " + (wifi.Trouble ?? "nobody keeps it up"),
    });
}
