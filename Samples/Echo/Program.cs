// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network's name and password below.
// You see: the board's address on the console. Then "nc <address> 9000" on a computer gives back what you type.
using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>Joins WiFi and sends back whatever clients send.</summary>
public static class Program
{
    private const string Ssid = "PicoNet";
    private const string Password = "blink-and-echo";

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Serve());

    private static async Coroutine Serve()
    {
        Wifi wifi = new Wifi(Ssid, Password);
        _ = CreateTask(wifi.KeepJoined());
        await wifi.Up.Wait();
        Server server = Server.Start(Echo, 9000);
        Console.WriteLine("listening on " + wifi.Address + ":" + server.Port);
        await server.WaitClosed();
    }

    private static async Coroutine Echo(Stream client)
    {
        byte[] buffer = new byte[256];
        int count;
        while ((count = await client.Read(buffer, 0, buffer.Length)) > 0)
        {
            await client.Write(buffer, 0, count);
        }
    }
}
