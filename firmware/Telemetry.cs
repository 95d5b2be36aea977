using System.Net;
using AsyncCore.Board;
using AsyncCore.Net;

namespace AsyncCore.Firmware;

/// <summary>Sends the state of the board by UDP, one datagram per period, as a line of InfluxDB's line protocol.</summary>
internal sealed class Telemetry
{
    /// <summary>Room for the names, and for each number at its longest.</summary>
    private const int MaxLineLength = 200;

    private readonly InfluxLine line = new InfluxLine("pico_w", MaxLineLength);
    private readonly Wifi wifi;
    private readonly EchoServer echo;
    private readonly LagMeter lagMeter;
    private readonly long startMs = EventLoop.Current.Clock.NowMs;

    internal Telemetry(Wifi wifi, EchoServer echo, LagMeter lagMeter)
    {
        this.wifi = wifi;
        this.echo = echo;
        this.lagMeter = lagMeter;
    }

    /// <summary>Reports for ever, while the network is up.</summary>
    internal async Coroutine Report()
    {
        IPEndPoint receiver = DatagramSocket.Receiver(Settings.TelemetryHost, Settings.TelemetryPort);
        DatagramSocket socket = DatagramSocket.Bind(0);
        try
        {
            PeriodicTimer timer = new PeriodicTimer(Settings.TelemetryPeriodMs);
            while (true)
            {
                await timer.Next();
                await wifi.Up.Wait();
                WriteLine();
                await socket.SendTo(line.Bytes, 0, line.Length, receiver);
            }
        }
        finally
        {
            socket.Close();
        }
    }

    private void WriteLine()
    {
        line.Begin()
            .Field("uptime_ms", EventLoop.Current.Clock.NowMs - startMs)
            .Field("free_bytes", Memory.FreeBytes())
            .Field("clients", echo.ClientCount)
            .Field("bytes_echoed", echo.EchoedBytes)
            .Field("loop_lag_ms", lagMeter.TakeWorstMs())
            .End();
    }
}
