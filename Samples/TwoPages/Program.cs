// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network in Samples/Shared/Network.cs, and in Samples/Shared/Settings.cs a web server:
//         example.com and 80, say, or another board with Samples/WebServer.
// You see: how long the same page took twice in turn, and twice at once. Then the program ends.
using System;
using System.IO;
using AsyncCore.Net;
using static AsyncCore.Asyncio;
using Stream = AsyncCore.Net.Stream;

namespace AsyncCore.Samples;

/// <summary>Fetches a page twice in turn and twice at once, and compares.</summary>
public static class Program
{
    internal const int UsualPort = 8080;
    private const int MaxWaitMs = 20 * 1000;
    private const int BufferLength = 512;

    /// <summary>Runs until the pages are there.</summary>
    public static void Main() => Run(Compare());

    private static async Coroutine Compare()
    {
        await Network.Join();
        try
        {
            // The first time the name has to be looked up as well.
            await WaitForMs(Fetch(), MaxWaitMs);
            await WaitForMs(FetchInTurn(), MaxWaitMs);
            await WaitForMs(FetchTogether(), MaxWaitMs);
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            Console.WriteLine("no page: " + exception.Message);
        }
    }

    private static async Coroutine FetchInTurn()
    {
        long startMs = EventLoop.Current.Clock.NowMs;
        int bytes = await Fetch();
        bytes += await Fetch();
        Tell("in turn", bytes, startMs);
    }

    private static async Coroutine FetchTogether()
    {
        long startMs = EventLoop.Current.Clock.NowMs;
        object[] sizes = await Gather(Fetch(), Fetch());
        Tell("together", (int)sizes[0] + (int)sizes[1], startMs);
    }

    private static void Tell(string how, int bytes, long startMs) =>
        Console.WriteLine(how + ": " + bytes + " bytes in " + (EventLoop.Current.Clock.NowMs - startMs) + " ms");

    /// <summary>Fetches the page and drops it as it comes, so that it may be larger than the board's memory.</summary>
    /// <returns>How many bytes came.</returns>
    private static async Coroutine<int> Fetch()
    {
        await using Stream server = await Connection.Open(Settings.Host, Settings.Port);
        await server.Write("GET / HTTP/1.0\r\nHost: " + Settings.Host + "\r\n\r\n");
        string status = await server.ReadLine();
        if (status == null || !status.Contains(" 200 "))
        {
            throw new IOException(server.Peer + (status == null ? " closed without a word." : " answers: " + status.TrimEnd('\r', '\n')));
        }

        byte[] buffer = new byte[BufferLength];
        int bytes = status.Length;
        int count;
        while ((count = await server.Read(buffer, 0, buffer.Length)) > 0)
        {
            bytes += count;
        }

        return bytes;
    }
}
