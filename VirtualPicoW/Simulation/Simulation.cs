using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>
/// A world in which time, network and radio are simulated, and a seed decides what is left to chance: the same seed gives the same run, event for event. Time passes only while
/// <see cref="RunFor"/> or <see cref="RunUntil"/> runs, and jumps to the next event when all boards wait; an hour takes seconds.
/// </summary>
public sealed class Simulation : IDisposable
{
    /// <summary>The last number of the router's address.</summary>
    internal const int RouterNumber = 1;

    private readonly List<VirtualBoard> boards = [];
    private readonly List<VirtualBoard> former = [];
    private readonly HashSet<VirtualBoard> told = [];
    private int worldCount;

    /// <summary>A world in which nothing has happened yet.</summary>
    /// <param name="seed">Decides all that is left to chance.</param>
    public Simulation(ulong seed = 1)
    {
        Seed = seed;
        Scheduler = new Scheduler(Pace);
        Network = new SimulatedNetwork(Scheduler);
        AddressServer = new AddressServer(this);
        Router = AddHost("router", RouterNumber);
        Computer = AddHost("computer", RouterNumber + 1);
        Network.Computer = Computer.Kernel;
        NameServer = new NameServerPeer(this, Router);
    }

    /// <summary>What decides all that is left to chance.</summary>
    public ulong Seed { get; }

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Now => Scheduler.Now;

    /// <summary>How many events have happened.</summary>
    public long EventCount => Scheduler.EventCount;

    /// <summary>Sums up all that has happened. Two runs that differ anywhere have different sums.</summary>
    public ulong Fingerprint => Scheduler.Hash;

    /// <summary>The date at the beginning, in UTC.</summary>
    public DateTime StartDate { get; init; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>How long, in the computer's time, firmware may go on without letting any simulated time pass.</summary>
    public TimeSpan LongestTurn { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What the radio link of a board does to packets, in each direction; for boards that are added from now on.</summary>
    public LinkProfile Wifi { get; set; } = LinkProfile.HomeWifi;

    /// <summary>In which order tasks go on that are woken at the same moment; for boards that are added from now on.</summary>
    public TaskOrder Order { get; set; }

    /// <summary>The access point's own computer. The name server and the address server are there.</summary>
    public Host Router { get; }

    /// <summary>A computer on the network; a board finds it also at 127.0.0.1, as in the host world.</summary>
    public Host Computer { get; }

    /// <summary>Knows the hosts of this network by name.</summary>
    public NameServerPeer NameServer { get; }

    /// <summary>Gives addresses to boards that join.</summary>
    public AddressServer AddressServer { get; }

    /// <summary>The boards, in the order in which they came.</summary>
    public IReadOnlyList<VirtualBoard> Boards => boards;

    /// <summary>Raised when there is another board in the place of one.</summary>
    internal event Action<VirtualBoard, VirtualBoard>? BoardRestarted;

    internal Scheduler Scheduler { get; }

    internal SimulatedNetwork Network { get; }

    internal Pace Pace { get; } = new();

    internal DateTime Date => StartDate + Now;

    /// <summary>Puts a board into this world. Load its firmware and start it; it runs when time passes.</summary>
    /// <param name="options">What it is made of; its world is this one.</param>
    public VirtualBoard AddBoard(BoardOptions? options = null)
    {
        return new VirtualBoard((options ?? new BoardOptions()) with { World = NewWorld() });
    }

    /// <summary>Puts a computer onto the network; the name server knows it by its name.</summary>
    public Host AddHost(string name)
    {
        int number = RouterNumber + 1;
        while (Network.IsTaken(SimulatedNetwork.Address(number)))
        {
            number++;
        }

        Host host = AddHost(name, number);
        NameServer.Add(name, host.Address);
        return host;
    }

    /// <summary>
    /// Adds a rule that each packet passes, behind those that there are: the first that does not let it pass decides.
    /// </summary>
    /// <returns>Dispose of it, and the rule is gone.</returns>
    public IDisposable AddRule(Func<Packet, PacketVerdict> rule) => Network.AddRule(rule);

    /// <summary>Puts a board with firmware into this world, and starts it.</summary>
    /// <param name="firmware">The file, as <see cref="Firmware.PathOf"/> tells.</param>
    /// <param name="options">What it is made of; its world is this one.</param>
    /// <exception cref="InvalidFirmwareException">The file is not firmware.</exception>
    public VirtualBoard Boot(string firmware, BoardOptions? options = null)
    {
        VirtualBoard board = AddBoard(options);
        board.Boot(firmware);
        return board;
    }

    /// <summary>
    /// Cuts a board's power and lets it boot again at once, with the same firmware and settings. It keeps its flash and what is connected to its pins, and loses all else;
    /// nobody on the network is told. What was planned for it by a script or a command happens still, and peers that talk to it find it as it is then.
    /// </summary>
    /// <returns>The board from now on: its pins, log and clock begin anew.</returns>
    public VirtualBoard Restart(VirtualBoard board)
    {
        VirtualBoard old = board.Latest;
        old.Tell("board", "reset: the power is cut and comes back, and the board's time begins anew");
        VirtualBoard next = old.Restart(((SimulatedWorld)old.World).AfterReset());
        boards.Remove(next);
        boards[boards.IndexOf(old)] = next;
        former.Add(old);
        BoardRestarted?.Invoke(old, next);
        return next;
    }

    /// <summary>Lets time pass.</summary>
    /// <exception cref="SimulationException">Something failed that is not the firmware's own affair, or the firmware does not let time pass.</exception>
    public void RunFor(TimeSpan time)
    {
        TimeSpan end = Now + time;
        Run(null, end);
        Scheduler.JumpTo(end);
    }

    /// <summary>Lets time pass until something is the case.</summary>
    /// <param name="isSo">Asked whenever all boards wait.</param>
    /// <param name="limit">When to stop waiting for it.</param>
    /// <exception cref="TimeoutException">It was not the case within <paramref name="limit"/>, or never can be.</exception>
    /// <exception cref="SimulationException">Something failed that is not the firmware's own affair, or the firmware does not let time pass.</exception>
    public void RunUntil(Func<bool> isSo, TimeSpan limit)
    {
        bool isDone = false;
        Run(() => isDone = isSo(), Now + limit);
        if (!isDone)
        {
            throw new TimeoutException(Scheduler.IsAtRest
                ? $"What was waited for can never be: nothing can happen any more since {Now.TotalSeconds:F3} s."
                : $"What was waited for was not so within {limit.TotalSeconds} s; it is {Now.TotalSeconds:F3} s now.");
        }
    }

    /// <summary>Lets time pass while a pin blinks, and makes sure that it does.</summary>
    /// <param name="pin">The pin.</param>
    /// <param name="period">The time from one rise to the next.</param>
    /// <param name="tolerance">How much more or less it may be.</param>
    /// <param name="count">How many periods to look at.</param>
    /// <exception cref="ExpectationException">A period was longer or shorter, or the pin did not rise at all.</exception>
    public void ExpectBlink(Pin pin, TimeSpan period, TimeSpan tolerance, int count = 3)
    {
        List<TimeSpan> rises = [];
        void Note(PinEdge edge)
        {
            if (edge.High)
            {
                rises.Add(Now);
            }
        }

        pin.Changed += Note;
        try
        {
            Run(() => rises.Count > count, Now + ((count + 1) * (period + tolerance)));
        }
        finally
        {
            pin.Changed -= Note;
        }

        for (int index = 1; index < rises.Count; index++)
        {
            TimeSpan found = rises[index] - rises[index - 1];
            if ((found - period).Duration() > tolerance)
            {
                throw new ExpectationException(
                    $"GP{pin.Number} rose at {rises[index - 1].TotalSeconds:F3} s and at {rises[index].TotalSeconds:F3} s: {found.TotalMilliseconds} ms, not {period.TotalMilliseconds} ms, more or less {tolerance.TotalMilliseconds} ms.");
            }
        }

        if (rises.Count <= count)
        {
            throw new ExpectationException($"GP{pin.Number} rose {rises.Count} times up to {Now.TotalSeconds:F3} s, not {count + 1} times.");
        }
    }

    /// <summary>Lets something happen at a time.</summary>
    /// <returns>Dispose of it, and it will not happen.</returns>
    public IDisposable At(TimeSpan time, Action action) => Scheduler.At(time, action);

    /// <summary>
    /// Lets something happen right after the event of a number, as <see cref="EventCount"/> counts: with a number that goes up from run to run, at every moment that there is. It
    /// happens once, and one at a time can be planned.
    /// </summary>
    public void AtEvent(long number, Action action) => Scheduler.AtEvent(number, action);

    /// <summary>For a peer: goes on after a time.</summary>
    public Task Delay(TimeSpan time)
    {
        TaskCompletionSource over = new();
        Scheduler.At(Now + time, over.SetResult);
        return over.Task;
    }

    /// <summary>Starts what lives in this world besides boards. It begins when time passes; if it fails, so does the run.</summary>
    public void Start(Func<Task> life) => Scheduler.At(Now, () => Live(life));

    /// <summary>A stream of numbers for one part of a test, decided by the seed.</summary>
    public Chance Chance(string part) => new(Seed, part);

    /// <summary>Switches all boards off.</summary>
    public void Dispose()
    {
        foreach (VirtualBoard board in boards)
        {
            board.Dispose();
        }

        // Their threads end now.
        Scheduler.Run(Now);
        boards.Concat(former).ToList().ForEach(board => board.Unload());
    }

    /// <summary>What surrounds one more board.</summary>
    internal World NewWorld() => new SimulatedWorld(this, $"board {++worldCount}");

    /// <summary>A board stands in this world.</summary>
    internal void Enter(VirtualBoard board) => boards.Add(board);

    /// <summary>
    /// Writes down what happens from now on, on the boards that there are and between them.
    /// </summary>
    /// <param name="path">The file: .txt for a timeline, .vcd for pins and radio, .json for tasks, .pcapng for the network.</param>
    /// <returns>Dispose of it, and the file is complete.</returns>
    /// <exception cref="ArgumentException">The name has none of these endings.</exception>
    public IDisposable Trace(string path) => VirtualPicoW.Trace.Begin(path, this);

    /// <summary>Does something, from whichever thread.</summary>
    internal void Call(Action action)
    {
        if (Scheduler.IsRunning && !Scheduler.HasBaton)
        {
            Scheduler.Call(action);
        }
        else
        {
            action();
        }
    }

    /// <summary>Lets time pass until an end, or until something is the case.</summary>
    internal void Run(Func<bool>? until, TimeSpan end)
    {
        Scheduler.Until = until;
        using (new StuckWatch(this))
        {
            Scheduler.Run(end);
        }

        if (Scheduler.Failure is { } failure)
        {
            throw failure as SimulationException ?? new SimulationException($"At {Now.TotalSeconds:F3} s, with seed {Seed}: {failure.GetType().Name}: {failure.Message}", failure);
        }

        if (Scheduler.IsAtRest)
        {
            TellRest();
        }
    }

    /// <summary>An address from its dotted form.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    internal static uint AddressOf(string text) => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork
        ? BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())
        : throw new ArgumentException($"'{text}' is no IPv4 address, such as 192.168.4.2.");

    private Host AddHost(string name, int number)
    {
        SimulatedHost kernel = new(this, name, TcpOptions.OfComputer);
        kernel.SetAddress(SimulatedNetwork.Address(number));
        return new Host(this, kernel);
    }

    private async void Live(Func<Task> life)
    {
        try
        {
            await life();
        }
        catch (Exception exception)
        {
            Scheduler.Fail(exception);
        }
    }

    /// <summary>Nothing can ever happen again: who still waits?</summary>
    private void TellRest()
    {
        foreach (VirtualBoard board in boards)
        {
            if (told.Add(board) && board is { IsOn: true, Loop: { IsRunning: true } loop })
            {
                board.Tell("board", "nothing can happen any more, and these still wait:");
                foreach (string line in loop.DescribeTasks().Split('\n'))
                {
                    board.Tell("tasks", line);
                }
            }
        }
    }
}
