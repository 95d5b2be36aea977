// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network in Samples/Shared/Network.cs, and in Samples/Shared/Settings.cs who has
//         the quote: "nc -l 9006" on a computer sends what you type, and there are servers at port 17 (RFC 865).
// You see: one line that the server sent, or why there was none. Then the program ends.
using System;
using System.IO;
using AsyncCore.Net;
using static AsyncCore.Asyncio;
using Stream = AsyncCore.Net.Stream;

namespace AsyncCore.Samples;

/// <summary>Connects, reads one line, closes.</summary>
public static class Program
{
    internal const int UsualPort = 9006;
    private const int MaxLineLength = 512;
    private const int MaxWaitMs = 60 * 1000;

    /// <summary>Runs until the quote is there.</summary>
    public static void Main() => Run(Print());

    private static async Coroutine Print()
    {
        await Network.Join();
        try
        {
            Console.WriteLine(await WaitForMs(ReadQuote(), MaxWaitMs));
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            Console.WriteLine("no quote today: " + exception.Message);
        }
    }

    private static async Coroutine<string> ReadQuote()
    {
        await using Stream server = await Connection.Open(Settings.Host, Settings.Port);
        string line = await server.ReadLine(MaxLineLength);
        return line == null ? throw new IOException(server.Peer + " closed without a word.") : line.TrimEnd('\r', '\n');
    }
}
