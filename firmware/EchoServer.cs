using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Firmware;

/// <summary>Sends back whatever TCP clients send. No client can hurt the others: each has one buffer, and a limit to its silence.</summary>
internal sealed class EchoServer
{
    /// <summary>A client that vanished without a word says nothing; this frees its socket, of which a board has two for clients.</summary>
    private const int MaxSilenceMs = 30 * 1000;

    /// <summary>A client that sends and never reads holds up nobody but itself, and not for long.</summary>
    private const int MaxStallMs = 20 * 1000;

    /// <summary>One segment of TCP over WiFi.</summary>
    private const int BufferLength = 1460;

    private const int Backlog = 2;

    /// <summary>A board has sockets for two; this bounds the memory where there are more.</summary>
    private const int MaxClients = 16;

    private readonly Wifi wifi;
    private readonly int port;

    internal EchoServer(Wifi wifi, int port)
    {
        this.wifi = wifi;
        this.port = port;
    }

    /// <summary>How many clients are connected.</summary>
    internal int ClientCount { get; private set; }

    /// <summary>How many bytes were sent back, since the start.</summary>
    internal long EchoedBytes { get; private set; }

    /// <summary>Waits for the network, then serves for ever.</summary>
    internal async Coroutine Serve()
    {
        await wifi.Up.Wait();
        Server server = Server.Start(Welcome, new ServerOptions { Port = port, Backlog = Backlog, MaxConnections = MaxClients, Surplus = SurplusPolicy.Refuse, IdleTimeoutMs = MaxSilenceMs });
        try
        {
            Console.WriteLine("echo: listening on " + wifi.Address + ":" + server.Port);
            await server.WaitClosed();
        }
        finally
        {
            server.Close();
        }
    }

    private async Coroutine Welcome(Stream client)
    {
        ClientCount++;
        try
        {
            await Echo(client);
        }
        catch (IdleTimeoutException)
        {
            Console.WriteLine("echo: gave up on " + client.Peer + ", which was silent for too long.");
        }
        catch (TimeoutException)
        {
            Console.WriteLine("echo: gave up on " + client.Peer + ", which did not read for too long.");
        }
        catch (ConnectionResetException)
        {
            // It has gone without taking leave. That is its affair.
        }
        finally
        {
            ClientCount--;
        }
    }

    private async Coroutine Echo(Stream client)
    {
        byte[] buffer = new byte[BufferLength];
        int count;
        while ((count = await client.Read(buffer, 0, buffer.Length)) > 0)
        {
            await WaitForMs(client.Write(buffer, 0, count), MaxStallMs);
            EchoedBytes += count;
        }
    }
}
