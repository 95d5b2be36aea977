// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network's name and password below, and the address of the server.
// First:  run the sample TlsServer in another console, or on another board.
// You see: the page, every 2 s; then what happens if the certificate is for another name.
using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>Joins WiFi and fetches a page over TLS from a server that it trusts.</summary>
public static class Program
{
    private const string Ssid = "PicoNet";
    private const string Password = "blink-and-echo";
    private const string Host = "127.0.0.1";
    private const int Port = 8443;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Fetch());

    private static async Coroutine Fetch()
    {
        Wifi wifi = new Wifi(Ssid, Password);
        _ = CreateTask(wifi.KeepJoined());
        await wifi.Up.Wait();
        while (true)
        {
            await FetchFrom("pico.sample");
            await FetchFrom("somebody.else");
            await Sleep(2);
        }
    }

    private static async Coroutine FetchFrom(string name)
    {
        TlsClientOptions tls = new TlsClientOptions { ServerName = name, HandshakeTimeoutMs = 20000 };
        tls.Trust(SampleAuthority.Certificate);
        try
        {
            await using (Stream server = await Connection.Open(Host, Port, tls))
            {
                await server.Write("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n");
                string line;
                while ((line = await server.ReadLine()) != null)
                {
                    Console.WriteLine(line.Trim());
                }
            }
        }
        catch (ConnectFailedException exception)
        {
            Console.WriteLine(exception.Message);
        }
        catch (ConnectionResetException exception)
        {
            Console.WriteLine("Lost the connection: " + exception.Message);
        }
    }
}
