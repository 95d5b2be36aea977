// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network in Samples/Shared/Network.cs, and in Samples/Shared/Settings.cs your computer's address.
// You see: "nc -ul 8094" on that computer, or Telegraf, gets a line each second: how long the board is up, its signal, and on a real one its free memory.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using AsyncCore.Board;
using AsyncCore.Firmware;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>Sends a line of InfluxDB's line protocol each second. Whether anybody receives it, UDP does not tell.</summary>
public static class Program
{
    internal const int UsualPort = 8094;
    private const int PeriodMs = 1000;
    private const int RetryMs = 5000;

    /// <summary>Room for the names, and for each number at its longest.</summary>
    private const int MaxLineLength = 120;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Report());

    private static async Coroutine Report()
    {
        Wifi wifi = await Network.Join();

        // On a board this holds up everything for 2 s, so it is done once and not each second.
        int signalDbm = await wifi.MeasureRssi();
        IPEndPoint receiver = await FindReceiver();
        Console.WriteLine("sending to " + receiver);
        InfluxLine line = new InfluxLine("pico_w", MaxLineLength);
        DatagramSocket socket = DatagramSocket.Bind(0);
        try
        {
            for (PeriodicTimer timer = new PeriodicTimer(PeriodMs); ; await timer.Next())
            {
                await wifi.Up.Wait();
                line.Begin().Field("uptime_ms", EventLoop.Current.Clock.NowMs).Field("free_bytes", Memory.FreeBytes()).Field("rssi_dbm", signalDbm).End();
                await Send(socket, line, receiver);
            }
        }
        finally
        {
            socket.Close();
        }
    }

    private static async Coroutine<IPEndPoint> FindReceiver()
    {
        while (true)
        {
            try
            {
                return await NameResolver.Default.ResolveEndPoint(Settings.Host, Settings.Port);
            }
            catch (IOException exception)
            {
                Console.WriteLine(exception.Message);
                await SleepMs(RetryMs);
            }
        }
    }

    private static async Coroutine Send(DatagramSocket socket, InfluxLine line, IPEndPoint receiver)
    {
        try
        {
            await socket.SendTo(line.Bytes, 0, line.Length, receiver);
        }
        catch (SocketException exception)
        {
            Console.WriteLine("a line is lost: " + exception.Message);
        }
    }
}
