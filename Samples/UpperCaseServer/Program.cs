// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network's name and password in Samples/Shared/Network.cs.
// You see: the board's address on the console. Then "nc <address> 9002" on a computer gives back each line you type, in capitals.
using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>Lines in, lines out. A line has a limit, so that nobody can fill the board's memory with one that never ends.</summary>
public static class Program
{
    private const int Port = 9002;
    private const int MaxLineLength = 200;

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
            await Raise(client);
        }
        catch (LimitOverrunException)
        {
            Console.WriteLine(client.Peer + " sent a line of more than " + MaxLineLength + " bytes");
        }
        catch (ConnectionResetException)
        {
            Console.WriteLine(client.Peer + " has gone without taking leave");
        }
    }

    private static async Coroutine Raise(Stream client)
    {
        await foreach (string line in client.ReadLines(MaxLineLength))
        {
            await client.Write(line.ToUpper());
        }
    }
}
