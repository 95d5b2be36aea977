// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network's name and password below.
// You see: the board's address on the console. Then "curl -k https://<address>:8443/" on a computer, or the sample TlsClient, gets a page.
// On a board each new connection holds up everything for some seconds: see docs/networking.md.
using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>Joins WiFi and answers every request over TLS with how many there were.</summary>
public static class Program
{
    private const string Ssid = "PicoNet";
    private const string Password = "blink-and-echo";

    private static int count;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Serve());

    private static async Coroutine Serve()
    {
        Wifi wifi = new Wifi(Ssid, Password);
        _ = CreateTask(wifi.KeepJoined());
        await wifi.Up.Wait();
        TlsServerOptions tls = new TlsServerOptions(SampleKeys.Certificate, SampleKeys.PrivateKey) { HandshakeTimeoutMs = 20000 };
        Server server = Server.Start(Answer, new ServerOptions { Port = 8443, Filter = tls.Filter, IdleTimeoutMs = 10000 });
        Console.WriteLine("listening on " + wifi.Address + ":" + server.Port);
        await server.WaitClosed();
    }

    private static async Coroutine Answer(Stream client)
    {
        string line;
        while ((line = await client.ReadLine()) != null && line.Trim().Length > 0)
        {
            Console.WriteLine(client.Peer + ": " + line.Trim());
        }

        count++;
        await client.Write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nHello over TLS, number " + count + ".\n");
    }
}
