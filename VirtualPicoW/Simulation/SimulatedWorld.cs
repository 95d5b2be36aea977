using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>What surrounds one board of a simulation.</summary>
internal sealed class SimulatedWorld : World, ISimulation
{
    private const int MaxReadsInMoment = 100;

    /// <summary>nanoFramework gives up waiting for an address after that time.</summary>
    private static readonly TimeSpan LongestWaitForAddress = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TimeOfManyReads = TimeSpan.FromMilliseconds(0.5);
    private static readonly TimeSpan LongestSpin = TimeSpan.FromMilliseconds(1);

    /// <summary>On a Pico W the CYW43439 is asked so often whether something has come.</summary>
    private static readonly TimeSpan RadioPeriod = TimeSpan.FromMilliseconds(10);

    private readonly Simulation simulation;
    private readonly Scheduler scheduler;
    private readonly ThreadGroup threads = new();
    private readonly Chance programChance;
    private readonly Chance airChance;
    private readonly WaitPoint news;
    private readonly string name;
    private readonly int boots;
    private VirtualBoard? board;
    private FirmwareOrder? order;
    private TimeSpan lastRead;
    private int readsInMoment;

    public SimulatedWorld(Simulation simulation, string name)
        : this(simulation, name, 1)
    {
    }

    /// <param name="simulation">The world of all boards.</param>
    /// <param name="name">The board's name, by which the address server knows it.</param>
    /// <param name="boots">How often it has booted: each time it meets other chances.</param>
    private SimulatedWorld(Simulation simulation, string name, int boots)
    {
        this.simulation = simulation;
        this.name = name;
        this.boots = boots;
        string part = boots == 1 ? name : $"{name} after reset {boots - 1}";
        scheduler = simulation.Scheduler;
        programChance = simulation.Chance($"program of {part}");
        ButtonChance = simulation.Chance($"buttons of {part}");
        FloatingChance = simulation.Chance($"floating pins of {part}");
        airChance = simulation.Chance($"air of {part}");
        news = new WaitPoint(scheduler);
        Host = new SimulatedHost(simulation, part, TcpOptions.OfBoard) { HearingPeriod = RadioPeriod };
        Host.Up.Profile = simulation.Wifi;
        Host.Down.Profile = simulation.Wifi;
    }

    /// <summary>The board's network stack.</summary>
    public SimulatedHost Host { get; }

    /// <summary>The board's threads.</summary>
    public ThreadGroup Threads => threads;

    public override uint BoardAddress => Host.Address;

    public override IReadOnlyList<uint> NameServers { get; } = [SimulatedNetwork.Address(VirtualPicoW.Simulation.RouterNumber)];

    public override DateTime Date => simulation.Date;

    public override ISimulation Simulation => this;

    object? ISimulation.Thread
    {
        get => scheduler.RequireThread().Owner;
        set => scheduler.RequireThread().Owner = value;
    }

    internal override TimeSpan MemoryShelfLife { get; } = TimeSpan.FromSeconds(10);

    internal override Chance ButtonChance { get; }

    internal override Chance FloatingChance { get; }

    internal override Pace Pace => simulation.Pace;

    public override IClock StartClock() => new SimulatedClock(scheduler);

    public override IWorldSocket OpenSocket(SocketKind kind) => new SimulatedSocket(Host, kind, scheduler, news);

    public override uint Resolve(string host)
    {
        if (host is "" or "localhost")
        {
            return host.Length == 0 ? Host.Address : Endpoint.Loopback;
        }

        using (HoldUp())
        {
            scheduler.Sleep(simulation.NameServer.Delay + Host.Up.Profile.Latency + Host.Down.Profile.Latency + RadioPeriod);
        }

        return simulation.NameServer.Find(host) is not 0 and uint found
            ? found
            : throw SocketFailures.Of(SocketError.HostNotFound, $"There is no host '{host}' that the name server of the simulation knows.");
    }

    public override void SpinOnce() => news.Wait(LongestSpin);

    void ISimulation.Start(Action body, object thread) => scheduler.Start(threads, "firmware", () => Run(body), thread);

    void ISimulation.Yield() => scheduler.Sleep(TimeSpan.Zero);

    IWaitPoint ISimulation.NewWaitPoint() => new WaitPoint(scheduler);

    int ISimulation.NewSeed() => (int)(programChance.Next() >> 33);

    /// <summary>Whoever looks at the clock again and again waits for it to move on, and keeps it from doing so.</summary>
    internal override void NoteClockRead()
    {
        // Who looks on from outside does not count: a run is the same whether anybody does or not.
        if (!scheduler.CanWait)
        {
            return;
        }

        if (scheduler.Now != lastRead)
        {
            lastRead = scheduler.Now;
            readsInMoment = 0;
        }
        else if (++readsInMoment > MaxReadsInMoment)
        {
            scheduler.Sleep(TimeOfManyReads);
        }
    }

    internal override TimeSpan JoinTime(TimeSpan usual) => usual == TimeSpan.Zero ? usual : airChance.Between(usual / 2, 2 * usual);

    internal override bool AcquireAddress()
    {
        AddressServer server = simulation.AddressServer;
        TimeSpan delay = server.DrawDelay();
        bool isGiven = !server.IsStalled && !server.Refuses && delay < LongestWaitForAddress;
        scheduler.Sleep(isGiven ? delay : LongestWaitForAddress);
        if (isGiven)
        {
            Host.SetAddress(server.AddressFor(name));
        }

        return isGiven;
    }

    internal override void NoteSignal(int signal) => Host.Up.WeaknessLoss = Host.Down.WeaknessLoss = SignalLoss.At(signal);

    internal override void LoseAddress() => Host.SetAddress(0);

    internal override IDisposable HoldUp()
    {
        scheduler.Hold();
        return new Ending(() => scheduler.Release(threads));
    }

    internal override void Enter(VirtualBoard board)
    {
        this.board = board;
        if (simulation.Order != TaskOrder.Fifo)
        {
            Chance chance = simulation.Chance($"order of {Host.Name}");
            threads.Resumed += () => (order ??= board.Loaded is { } firmware ? FirmwareOrder.Of(firmware, tasks => Arrange(tasks, chance)) : null)?.Plan();
        }

        simulation.Enter(board);
    }

    /// <summary>Where the board stands after a reset: its links are what they were.</summary>
    public SimulatedWorld AfterReset()
    {
        SimulatedWorld next = new(simulation, name, boots + 1);
        next.Host.Up.Profile = Host.Up.Profile;
        next.Host.Down.Profile = Host.Down.Profile;
        return next;
    }

    /// <summary>Resets the board that stands here.</summary>
    public void Restart(VirtualBoard board) => simulation.Restart(board);

    internal override void Leave()
    {
        Host.Die();
        scheduler.Doom(threads);
    }

    internal override void StartThread(string name, Action body) => scheduler.Start(threads, name, body, null);

    internal override bool Run(string name, Action body, TimeSpan limit)
    {
        bool isOver = false;
        StartThread(name, () =>
        {
            body();
            isOver = true;
        });
        simulation.Run(() => isOver, simulation.Now + limit);
        return isOver;
    }

    internal override IInterruptQueue StartInterrupts(BoardLog log) => new SimulatedInterrupts(this, scheduler, log);

    internal override void EndThread() => scheduler.EndRunning();

    internal override string Seed => simulation.Seed.ToString(CultureInfo.InvariantCulture);

    internal override long EventCount => simulation.EventCount;

    internal override void Call(Action action) => simulation.Call(action);

    private void Arrange(object[] tasks, Chance chance)
    {
        if (simulation.Order == TaskOrder.Adversarial)
        {
            Array.Reverse(tasks);
            return;
        }

        for (int index = tasks.Length - 1; index > 0; index--)
        {
            int other = chance.Below(index + 1);
            (tasks[index], tasks[other]) = (tasks[other], tasks[index]);
        }
    }

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
