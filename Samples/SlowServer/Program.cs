// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network's name and password in Samples/Shared/Network.cs.
// You see: the board's address on the console. With "nc <address> 9003" on a computer type for how many milliseconds the board is to work: what takes longer
//          than two seconds is cancelled. Meanwhile other clients are served.
using System;
using System.IO;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;
using Stream = AsyncCore.Net.Stream;

namespace AsyncCore.Samples;

/// <summary>Gives slow work so much time and no more.</summary>
public static class Program
{
    private const int Port = 9003;
    private const int MaxLineLength = 32;
    private const int MaxWorkMs = 2000;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Serve());

    private static async Coroutine Serve()
    {
        Wifi wifi = await Network.Join();
        Server server = Server.Start(Welcome, Port);
        Console.WriteLine("listening on " + wifi.Address + ":" + server.Port);
        await server.ServeForever();
    }

    private static async Coroutine Welcome(Stream client)
    {
        try
        {
            await foreach (string line in client.ReadLines(MaxLineLength))
            {
                await client.Write(await Answer(line.Trim()));
            }
        }
        catch (IOException exception)
        {
            // The connection is lost, or a line was too long.
            Console.WriteLine(client.Peer + ": " + exception.Message);
        }
    }

    private static async Coroutine<string> Answer(string line)
    {
        if (!int.TryParse(line, out int durationMs) || durationMs < 0)
        {
            return "For how many milliseconds am I to work?\n";
        }

        try
        {
            await WaitForMs(Work(durationMs), MaxWorkMs);
            return "done\n";
        }
        catch (TimeoutException)
        {
            return "not done within " + MaxWorkMs + " ms\n";
        }
    }

    /// <summary>A slow sensor, or another server. It learns that its time is up, and can tidy up.</summary>
    private static async Coroutine Work(int durationMs)
    {
        bool isDone = false;
        try
        {
            await SleepMs(durationMs);
            isDone = true;
        }
        finally
        {
            Console.WriteLine("work of " + durationMs + " ms " + (isDone ? "done" : "cancelled"));
        }
    }
}
