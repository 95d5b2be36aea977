// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network in Samples/Shared/Network.cs, and in Samples/Shared/Settings.cs where an
//         echo server is: another board with Samples/EchoServer, say.
// You see: each second, how long an echo took. Without the server: why, and another try every two seconds.
using System;
using System.IO;
using AsyncCore.Net;
using static AsyncCore.Asyncio;
using Stream = AsyncCore.Net.Stream;

namespace AsyncCore.Samples;

/// <summary>Calls an echo server each second, and connects again when the connection is lost.</summary>
public static class Program
{
    internal const int UsualPort = 9001;
    private const int PeriodMs = 1000;
    private const int MaxWaitMs = 5000;
    private const int RetryMs = 2000;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Talk());

    private static async Coroutine Talk()
    {
        await Network.Join();
        while (true)
        {
            try
            {
                await Call();
            }
            catch (Exception exception) when (exception is IOException or TimeoutException)
            {
                Console.WriteLine(exception.Message);
            }

            await SleepMs(RetryMs);
        }
    }

    /// <summary>Connects, and calls until something goes wrong.</summary>
    private static async Coroutine Call()
    {
        await using Stream server = await Connection.Open(Settings.Host, Settings.Port, MaxWaitMs);
        Console.WriteLine("connected to " + server.Peer);
        Clock clock = EventLoop.Current.Clock;
        for (int number = 1; ; number++)
        {
            long startMs = clock.NowMs;
            string call = "call " + number + "\n";
            await server.Write(call);
            string echo = await WaitForMs(server.ReadLine(), MaxWaitMs);
            if (echo != call)
            {
                throw new IOException(echo == null ? server.Peer + " has closed the connection" : server.Peer + " is no echo server");
            }

            Console.WriteLine("echo " + number + " after " + (clock.NowMs - startMs) + " ms");
            await SleepMs(PeriodMs);
        }
    }
}
