// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network's name and password in Samples/Shared/Network.cs.
// You see: the board's address on the console. Then "nc <address> 9001" on a computer gives back what you type. While two are connected a third is turned
//          away, and who says nothing for half a minute is hung up on.
using System;
using System.IO;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;
using Stream = AsyncCore.Net.Stream;

namespace AsyncCore.Samples;

/// <summary>Samples/Echo with limits: on how many clients there are, and on their silence.</summary>
public static class Program
{
    private const int Port = 9001;
    private const int MaxClients = 2;
    private const int MaxSilenceMs = 30 * 1000;

    /// <summary>One segment of TCP over WiFi: with less, a long message takes several reads and writes, and each waits for the other end.</summary>
    private const int BufferLength = 1460;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Serve());

    private static async Coroutine Serve()
    {
        Wifi wifi = await Network.Join();
        Server server = Server.Start(Echo, new ServerOptions
        {
            Port = Port,
            MaxConnections = MaxClients,
            Surplus = SurplusPolicy.Refuse,
            IdleTimeoutMs = MaxSilenceMs,
        });
        Console.WriteLine("listening on " + wifi.Address + ":" + server.Port);
        await server.ServeForever();
    }

    private static async Coroutine Echo(Stream client)
    {
        Console.WriteLine(client.Peer + " has come");
        try
        {
            byte[] buffer = new byte[BufferLength];
            int count;
            while ((count = await client.Read(buffer, 0, buffer.Length)) > 0)
            {
                await client.Write(buffer, 0, count);
            }

            Console.WriteLine(client.Peer + " has gone");
        }
        catch (IOException exception)
        {
            // It was silent for too long, or the connection is lost: the message says which.
            Console.WriteLine(client.Peer + ": " + exception.Message);
        }
    }
}
