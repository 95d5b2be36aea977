using System;
using System.Collections.Generic;
using System.Globalization;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>What surrounds one board of a simulation.</summary>
internal sealed class SimulatedWorld(Simulation simulation, string name) : World, ISimulation
{
    private readonly Scheduler scheduler = simulation.Scheduler;
    private readonly ThreadGroup threads = new();
    private readonly Chance chance = new(simulation.Seed, $"program of {name}");
    private VirtualBoard? board;

    public override uint BoardAddress => 0xC0A8_0402;

    public override IReadOnlyList<uint> NameServers => [];

    public override DateTime Date => simulation.Date;

    public override ISimulation Simulation => this;

    object? ISimulation.Thread
    {
        get => scheduler.RequireThread().Owner;
        set => scheduler.RequireThread().Owner = value;
    }

    public override IClock StartClock() => new SimulatedClock(scheduler);

    public override IWorldSocket OpenSocket(SocketKind kind) => throw SocketFailures.NetworkDown();

    public override uint Resolve(string host) => throw SocketFailures.NetworkDown();

    public override void SpinOnce() => scheduler.Sleep(TimeSpan.FromMilliseconds(1));

    void ISimulation.Start(Action body, object thread) => scheduler.Start(threads, "firmware", () => Run(body), thread);

    void ISimulation.Yield() => scheduler.Sleep(TimeSpan.Zero);

    IWaitPoint ISimulation.NewWaitPoint() => new WaitPoint(scheduler);

    int ISimulation.NewSeed() => (int)(chance.Next() >> 33);

    internal override Pace Pace => simulation.Pace;

    internal override void Enter(VirtualBoard board) => this.board = board;

    internal override void Leave() => scheduler.Doom(threads);

    internal override void StartThread(string name, Action body) => scheduler.Start(threads, name, body, null);

    internal override IInterruptQueue StartInterrupts(BoardLog log) => new SimulatedInterrupts(this, scheduler, log);

    internal override void EndThread() => scheduler.EndRunning();

    internal override string Seed => simulation.Seed.ToString(CultureInfo.InvariantCulture);

    internal override void Call(Action action) => simulation.Call(action);

    private void Run(Action body)
    {
        try
        {
            body();
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            board!.ReportStray(exception);
        }
    }
}
