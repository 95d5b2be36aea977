// Board:  Raspberry Pi Pico W with nanoFramework. GP15 - resistor of 330 ohms - LED - ground. Set your network in Samples/Shared/Network.cs.
// You see: the board's address on the console. A browser at http://<address>:8080 shows the board's state, anew each second, switches the LED and lets it blink.
using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>A web server for a few browsers at a time.</summary>
public static class Program
{
    private const int Port = 8080;

    /// <summary>A board has four sockets, and one listens. Who comes meanwhile waits for its turn.</summary>
    private const int MaxBrowsers = 3;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Serve());

    private static async Coroutine Serve()
    {
        Wifi wifi = await Network.Join();

        // On a board this holds up everything for 2 s: once, before there is anybody to serve.
        await wifi.MeasureRssi();
        using Led led = new Led(Pico.LedPin);
        Readings readings = new Readings(wifi);
        _ = CreateTask(readings.Measure(), "readings");
        Lamp lamp = new Lamp(led);
        _ = CreateTask(lamp.Run(), "lamp");
        Server server = Server.Start(new Site(lamp, readings).Serve, new ServerOptions { Port = Port, MaxConnections = MaxBrowsers });
        Console.WriteLine("listening on " + wifi.Address + ":" + server.Port);
        await server.ServeForever();
    }
}
