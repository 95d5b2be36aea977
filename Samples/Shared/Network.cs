using System;
using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>The network that the samples join. Set its name and password here, once for all of them.</summary>
internal static class Network
{
    private const string Ssid = "PicoNet";
    private const string Password = "blink-and-echo";

    /// <summary>Waits until the board is on the network; a task of its own keeps it there, and tells what is in the way.</summary>
    internal static async Coroutine<Wifi> Join()
    {
        Wifi wifi = new Wifi(Ssid, Password);
        wifi.StateChanged += Tell;
        _ = CreateTask(wifi.KeepJoined(), "wifi");
        await wifi.Up.Wait();
        return wifi;
    }

    private static void Tell(Wifi wifi)
    {
        if (wifi.Trouble != null)
        {
            Console.WriteLine("wifi: " + wifi.Trouble);
        }
    }
}
