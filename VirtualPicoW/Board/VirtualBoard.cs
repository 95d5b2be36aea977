using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// A Pico W made of .NET: boots firmware that was built for nanoFramework and lets it see pins, WiFi, sockets and a clock. Any number of
/// boards can live in one process. A board boots once; for the next run take another one, or <see cref="Simulation.Restart"/> it.
/// </summary>
public sealed partial class VirtualBoard : IBoard, IDisposable
{
    private const int UnloadsBetweenCollections = 8;

    private static int unloadedCount;

    private readonly TaskCompletionSource<BoardExit> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Power power;
    private readonly World world;
    private readonly IInterruptQueue interrupts;
    private readonly ProgramOutput output;
    private readonly BoardTls tls;
    private readonly MemoryWatch memoryWatch;
    private readonly Calendar calendar;
    private readonly Lock stopping = new();
    private readonly BoardOptions options;
    private PendingActions pending;
    private Firmware? firmware;
    private FirmwareLoop? loop;
    private TurnWatch? turnWatch;

    /// <summary>A board with an access point in reach, in the host world.</summary>
    public VirtualBoard()
        : this(new BoardOptions())
    {
    }

    /// <summary>A board as described by <paramref name="options"/>.</summary>
    public VirtualBoard(BoardOptions options)
    {
        StrayExceptions.Watch();
        this.options = options;
        AccessPoint = options.AccessPoint;
        world = options.World;
        power = new Power(world);
        Clock = world.StartClock();
        Log = new BoardLog(Clock, options.Output);
        pending = new PendingActions(Clock);
        output = new ProgramOutput(Log, power);
        interrupts = world.StartInterrupts(Log);
        Pins = new Pins(Log, Clock, interrupts, power, options.QuietPins, world.FloatingChance) { WhoRuns = () => Loop?.RunningTask is { } task ? MemoryNames.OfTask(task) : null };
        Radio = new Radio(options, Log, Clock, interrupts, power);
        Sockets = new BoardNetwork(world, options.SocketLimit, Radio, Log, Clock, power);
        Memory = new BoardMemory(options.MemoryBytes, Clock, world.MemoryShelfLife, () => firmware);
        memoryWatch = new MemoryWatch(Memory, Log, Clock, power);
        calendar = new Calendar(Clock, world.Date, power, Log);
        tls = new BoardTls(Log, calendar);
        world.Enter(this);
    }

    /// <summary>The time since boot.</summary>
    public IClock Clock { get; }

    /// <summary>What has happened so far.</summary>
    public BoardLog Log { get; }

    /// <summary>The pins, by GP number.</summary>
    public Pins Pins { get; }

    /// <summary>The WiFi station.</summary>
    public Radio Radio { get; }

    /// <summary>The sockets.</summary>
    public BoardNetwork Sockets { get; }

    /// <summary>The managed heap that a board would have.</summary>
    public BoardMemory Memory { get; }

    /// <summary>The access point in reach, if any.</summary>
    public AccessPoint? AccessPoint { get; }

    /// <summary>The board's IPv4 address, in dotted form; 0.0.0.0 while it is on no network.</summary>
    public string Address => new Endpoint(((IRadio)Radio).Address, 0).AddressText;

    /// <summary>Completes when the board comes to rest, and says why.</summary>
    public Task<BoardExit> Completion => completion.Task;

    /// <summary>The event loop of the firmware; null if it has none yet.</summary>
    internal FirmwareLoop? Loop => loop ??= firmware == null ? null : FirmwareLoop.Of(firmware);

    /// <summary>What is loaded onto it; null if nothing is yet.</summary>
    internal Firmware? Loaded => firmware;

    /// <summary>Its date.</summary>
    internal Calendar Calendar => calendar;

    /// <summary>What it stands in.</summary>
    internal World World => world;

    /// <summary>Whether it has power.</summary>
    internal bool IsOn => power.IsOn;

    /// <summary>Whether its time is not the computer's.</summary>
    internal bool IsSimulated => world.Simulation != null;

    IClock IBoard.Clock => new GuardedClock(Clock, world, power);

    ICalendar IBoard.Calendar => calendar;

    IPins IBoard.Pins => Pins;

    IRadio IBoard.Radio => Radio;

    INetwork IBoard.Network => Sockets;

    ITls IBoard.Tls => tls;

    IOutput IBoard.Output => output;

    IMemory IBoard.Memory => Memory;

    ISimulation? IBoard.Simulation => world.Simulation;

    IInterrupts IBoard.Interrupts => interrupts;

    /// <summary>Loads firmware without starting it, so that its settings can be changed.</summary>
    /// <exception cref="InvalidFirmwareException">The file is not firmware.</exception>
    public Firmware Load(string path)
    {
        if (firmware != null)
        {
            throw new InvalidOperationException($"This board has {firmware.Path} on it already: take a new board.");
        }

        string fullPath = Path.GetFullPath(path);
        FirmwareContext context = new(Path.GetDirectoryName(fullPath)!, $"virtual Pico W, {Path.GetFileName(fullPath)}", world.Simulation != null);
        Boards.Attach(context, this);
        return firmware = Firmware.Load(fullPath, context);
    }

    /// <summary>Loads firmware and starts its Main on a thread of its own.</summary>
    /// <exception cref="InvalidFirmwareException">The file is not firmware.</exception>
    public void Boot(string path)
    {
        Load(path);
        Start();
    }

    /// <summary>Starts Main of the firmware that was loaded, on a thread of its own.</summary>
    /// <exception cref="InvalidFirmwareException">The firmware has no Main.</exception>
    public void Start()
    {
        Firmware firmware = this.firmware ?? throw new InvalidOperationException("Nothing to start: load firmware first.");
        firmware.RequireMain();
        turnWatch = world.Simulation == null ? new TurnWatch(this, Clock) : null;
        world.StartThread("main", () => Run(firmware));
    }

    /// <summary>
    /// Does what a command says, such as <c>press 14</c> or <c>wifi off</c>; <c>help</c> lists them. What there is to tell, an answer or that the command makes no sense, are
    /// lines of the log.
    /// </summary>
    /// <param name="command">A word, and what follows it.</param>
    public void Do(string command) => world.Call(() => Latest.DoNow(command));

    /// <summary>Switches the board off: sockets close, and no thread of the firmware gets at the hardware any more.</summary>
    public void Stop() => Stop(ExitReason.Stopped);

    /// <inheritdoc/>
    public void Dispose() => Stop();

    void IBoard.SpinOnce()
    {
        power.Require();
        world.SpinOnce();
    }

    void IBoard.Reboot()
    {
        power.Require();
        Log.Add("board", "the firmware asked for a reboot");
        Stop(ExitReason.RebootRequested);
        power.Require();
    }

    /// <summary>Does something after a time, unless the board is switched off before.</summary>
    internal void After(TimeSpan delay, Action action) => pending.After(delay, action);

    /// <summary>Adds a line to the log, if the board is on.</summary>
    internal void Tell(string source, string text)
    {
        if (power.IsOn)
        {
            Log.Add(source, text);
        }
    }

    /// <summary>Adds a line to the log if Main has returned.</summary>
    internal void TellEndOfMain(BoardExit exit)
    {
        if (exit.Reason == ExitReason.MainReturned)
        {
            Log.Add("board", "Main returned; a real board would idle from now on");
        }
    }

    /// <summary>Lets go of the firmware, of which no thread runs any more.</summary>
    internal void Unload()
    {
        if (firmware is { Context.IsCollectible: true })
        {
            Boards.Detach(firmware.Context);
            firmware.Context.Unload();
            if (Interlocked.Increment(ref unloadedCount) % UnloadsBetweenCollections == 0)
            {
                // What .NET frees with a context, such as compiled code, it does not count as memory to collect.
                GC.Collect();
            }
        }
    }

    /// <summary>A thread of the firmware other than Main's threw. nanoFramework ends that thread only.</summary>
    internal void ReportStray(Exception exception)
    {
        if (power.IsOn)
        {
            Log.Add("board", $"a thread ended by an unhandled exception: {FirmwareTraces.Tidy(exception.ToString())}");
        }
    }

    /// <summary>As <see cref="Do"/>; the answer is in the log, and returned as well unless it comes when simulated time comes to it.</summary>
    /// <exception cref="CommandException">It makes no sense.</exception>
    internal string[] Ask(string command)
    {
        (BoardCommand parsed, BoardAction action) = BoardCommands.Parse(command);
        if (IsSimulated)
        {
            Do(command);
            return [];
        }

        List<string> answer = [];
        action(this, line =>
        {
            answer.Add(line);
            Tell(parsed.Word, line);
        });
        return [.. answer];
    }

    private void DoNow(string command)
    {
        try
        {
            (BoardCommand parsed, BoardAction action) = BoardCommands.Parse(command);
            action(this, line => Tell(parsed.Word, line));
        }
        catch (CommandException exception)
        {
            Tell("console", exception.Message);
        }
    }

    private void Run(Firmware firmware)
    {
        try
        {
            Memory.Prepare();
            if (world.Simulation == null)
            {
                memoryWatch.Start();
            }

            firmware.Run();
            completion.TrySetResult(new BoardExit(ExitReason.MainReturned));
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            completion.TrySetResult(new BoardExit(ExitReason.MainThrew, exception));
        }
    }

    private void Stop(ExitReason reason)
    {
        lock (stopping)
        {
            if (!power.IsOn)
            {
                return;
            }

            power.Off();
            world.Leave();
            pending.Dispose();
            turnWatch?.Dispose();
            Radio.Stop();
            interrupts.Stop();
            memoryWatch.Stop();
            Sockets.Stop();
            output.Flush();
            Log.Detach();
        }

        completion.TrySetResult(new BoardExit(reason));
    }
}
