using AsyncCore.Board;

namespace AsyncCore.Samples;

/// <summary>What the board measures. Once a second for all browsers together: to look for free memory stops the board for a moment.</summary>
internal sealed class Readings
{
    private const int PeriodMs = 1000;

    private readonly Wifi wifi;

    internal Readings(Wifi wifi) => this.wifi = wifi;

    internal int UptimeSeconds { get; private set; }

    internal int FreeBytes { get; private set; }

    internal int SignalDbm { get; private set; }

    internal async Coroutine Measure()
    {
        for (PeriodicTimer timer = new PeriodicTimer(PeriodMs); ; await timer.Next())
        {
            UptimeSeconds = (int)(EventLoop.Current.Clock.NowMs / 1000);
            FreeBytes = Memory.FreeBytes();
            SignalDbm = wifi.RssiDbm;
        }
    }
}
