using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>A world whose time passes when a test says so, and not because the machine is slow. Nobody is on its network.</summary>
internal sealed class WorldWithManualClock : World, IClock
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];

    public TimeSpan Now { get; private set; }

    public override uint BoardAddress => Endpoint.Loopback;

    public override IReadOnlyList<uint> NameServers => [];

    public override IClock StartClock() => this;

    public override IWorldSocket OpenSocket(SocketKind kind) => throw new NotSupportedException("There is no network here.");

    public override uint Resolve(string host) => throw new NotSupportedException("There is no network here.");

    public void Sleep(TimeSpan time) => Pass(time);

    public IDisposable After(TimeSpan delay, Action action)
    {
        Alarm alarm = new(this, Now + delay, action);
        lock (gate)
        {
            alarms.Add(alarm);
        }

        return alarm;
    }

    /// <summary>Lets time pass, and does what is due meanwhile, in order.</summary>
    public void Pass(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (TakeNext(end) is { } alarm)
        {
            Now = alarm.Time;
            alarm.Action();
        }

        Now = end;
    }

    private Alarm? TakeNext(TimeSpan end)
    {
        lock (gate)
        {
            Alarm? next = alarms.Where(alarm => alarm.Time <= end).MinBy(alarm => alarm.Time);
            return next != null && alarms.Remove(next) ? next : null;
        }
    }

    private sealed record Alarm(WorldWithManualClock World, TimeSpan Time, Action Action) : IDisposable
    {
        public void Dispose()
        {
            lock (World.gate)
            {
                World.alarms.Remove(this);
            }
        }
    }
}
