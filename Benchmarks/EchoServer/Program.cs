using System;
using AsyncCore;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace Benchmarks.EchoServer;

/// <summary>Sends back what clients send. Python's counterpart is echo_server.py.</summary>
public static class Program
{
    private const int ReadSize = 2048;
    private const int Backlog = 512;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Serve());

    private static async Coroutine Serve()
    {
        Wifi wifi = new Wifi("PicoNet", "blink-and-echo");
        _ = CreateTask(wifi.KeepJoined());
        await wifi.Up.Wait();
        Server server = Server.Start(Echo, new ServerOptions { Port = Settings.Port, Backlog = Backlog });
        for (int i = 0; i < Settings.Spinning; i++)
        {
            _ = CreateTask(Spin());
        }

        Console.WriteLine("listening on port " + server.Port);
        await server.WaitClosed();
    }

    private static async Coroutine Echo(Stream client)
    {
        byte[] buffer = new byte[ReadSize];
        int count;
        while ((count = await client.Read(buffer, 0, buffer.Length)) > 0)
        {
            await client.Write(buffer, 0, count);
        }
    }

    private static async Coroutine Spin()
    {
        while (true)
        {
            await SleepMs(0);
        }
    }
}
