using System;
using System.Device.Gpio;
using System.Threading;
using AsyncCore;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace TlsFirmware;

/// <summary>Echoes over TLS, as a client or as a server, and says how each connection began and ended.</summary>
public static class Program
{
    private const int ButtonPin = 2;

    private static int ticks;

    public static void Main() => Run(Work());

    private static async Coroutine Work()
    {
        EventLoop.Current.SlowTurnMs = Settings.SlowTurnMs;
        Wifi wifi = new Wifi("PicoNet", "blink-and-echo");
        Task joined = CreateTask(wifi.KeepJoined());
        await wifi.Up.Wait();
        _ = CreateTask(Tick());
        if (Settings.Role == "client")
        {
            await RunClient();
            Console.WriteLine("sockets in use: " + SocketBudget.InUse);
        }
        else
        {
            await RunServer();
        }

        joined.Cancel();
    }

    private static async Coroutine RunClient()
    {
        Task client = CreateTask(Connect());
        if (Settings.CancelAfterMs > 0)
        {
            await SleepMs(Settings.CancelAfterMs);
            client.Cancel();
        }

        try
        {
            await client;
        }
        catch (CancelledException)
        {
            Console.WriteLine("cancelled");
        }
    }

    private static async Coroutine Connect()
    {
        TlsClientOptions options = new TlsClientOptions
        {
            ServerName = Settings.ServerName,
            VerifiesServer = Settings.Verifies,
            HandshakeTimeoutMs = Settings.HandshakeMs,
        };
        if (Settings.Certificate != null)
        {
            options.Trust(Settings.Certificate);
        }

        if (Settings.OwnCertificate != null)
        {
            options.UseCertificate(Settings.OwnCertificate, Settings.Key);
        }

        Stream stream;
        try
        {
            stream = await Connection.Open("127.0.0.1", Settings.Port, options);
        }
        catch (ConnectFailedException exception)
        {
            Console.WriteLine("open failed: " + exception.GetType().Name + ": " + exception.Message);
            return;
        }

        Console.WriteLine("opened");
        await Echo(stream);
    }

    private static async Coroutine RunServer()
    {
        TlsServerOptions tls = new TlsServerOptions(Settings.Certificate, Settings.Key, Settings.Password) { HandshakeTimeoutMs = Settings.HandshakeMs };
        ServerOptions options = new ServerOptions { Port = Settings.Port, IdleTimeoutMs = Settings.IdleMs };
        Server server;
        if (Settings.Role == "startTls")
        {
            server = Server.Start(stream => Upgrade(stream, tls), options);
        }
        else
        {
            options.Filter = tls.Filter;
            server = Server.Start(Echo, options);
        }

        Console.WriteLine("serving at port " + server.Port);
        await server.WaitClosed();
    }

    private static async Coroutine Upgrade(Stream stream, TlsServerOptions tls)
    {
        await stream.ReadLine();
        await stream.Write(new[] { (byte)'!' }, 0, 1);
        await stream.StartTls(tls);
        await Echo(stream);
    }

    private static async Coroutine Echo(Stream stream)
    {
        byte[] buffer = new byte[Settings.BufferSize];
        int total = 0;
        int count;
        try
        {
            while ((count = await stream.Read(buffer, 0, buffer.Length)) > 0)
            {
                total += count;
                await stream.Write(buffer, 0, count);
            }

            Console.WriteLine("end after " + total);
        }
        catch (ConnectionResetException exception)
        {
            Console.WriteLine("lost after " + total + ": " + exception.Message);
        }

        stream.Close();
        await stream.WaitClosed();
    }

    /// <summary>Shows that the loop goes on, and holds it up while the button is pressed.</summary>
    private static async Coroutine Tick()
    {
        using GpioController gpio = new GpioController();
        GpioPin button = gpio.OpenPin(ButtonPin, PinMode.InputPullUp);
        while (true)
        {
            await SleepMs(20);
            ticks++;
            if (Settings.BusyMs > 0 && button.Read() == PinValue.Low)
            {
                // As if it had computed for long; a board would have done nothing at all meanwhile.
#pragma warning disable AC1101 // That is what this is for.
                Thread.Sleep(Settings.BusyMs);
#pragma warning restore AC1101
                Console.WriteLine("was busy");
            }

            Console.WriteLine("tick " + ticks);
        }
    }
}
