using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// A Pico W made of .NET: boots firmware that was built for nanoFramework and lets it see pins, WiFi, sockets and a clock. Any number of
/// boards can live in one process. A board boots once; for the next run take another one.
/// </summary>
public sealed class VirtualBoard : IBoard, IDisposable
{
    private readonly TaskCompletionSource<BoardExit> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Power _power;
    private readonly World _world;
    private readonly IInterruptQueue _interrupts;
    private readonly ProgramOutput _output;
    private readonly BoardTls _tls;
    private readonly MemoryWatch _memoryWatch;
    private readonly Calendar _calendar;
    private readonly Lock _stopping = new();
    private readonly PendingActions _pending;
    private Firmware? _firmware;
    private FirmwareLoop? _loop;
    private TurnWatch? _turnWatch;

    /// <summary>A board with an access point in reach, in the host world.</summary>
    public VirtualBoard()
        : this(new BoardOptions())
    {
    }

    /// <summary>A board as described by <paramref name="options"/>.</summary>
    public VirtualBoard(BoardOptions options)
    {
        StrayExceptions.Watch();
        AccessPoint = options.AccessPoint;
        _world = options.World;
        _power = new Power(_world);
        Clock = _world.StartClock();
        Log = new BoardLog(Clock, options.Output);
        _pending = new PendingActions(Clock);
        _output = new ProgramOutput(Log, _power);
        _interrupts = _world.StartInterrupts(Log);
        Pins = new Pins(Log, Clock, _interrupts, _power, options.QuietPins);
        Radio = new Radio(options, Log, Clock, _interrupts, _power);
        Sockets = new BoardNetwork(_world, options.SocketLimit, Radio, Log, Clock, _power);
        Memory = new BoardMemory(options.MemoryBytes, () => _firmware);
        _memoryWatch = new MemoryWatch(Memory, Log, Clock, _power);
        _calendar = new Calendar(Clock, _world.Date, _power, Log);
        _tls = new BoardTls(Log, _calendar);
        _world.Enter(this);
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

    /// <summary>Completes when the board comes to rest, and says why.</summary>
    public Task<BoardExit> Completion => _completion.Task;

    /// <summary>The event loop of the firmware; null if it has none yet.</summary>
    internal FirmwareLoop? Loop => _loop ??= _firmware == null ? null : FirmwareLoop.Of(_firmware);

    /// <summary>What it stands in.</summary>
    internal World World => _world;

    /// <summary>Whether it has power.</summary>
    internal bool IsOn => _power.IsOn;

    /// <summary>Whether its time is not the computer's.</summary>
    internal bool IsSimulated => _world.Simulation != null;

    IClock IBoard.Clock => new GuardedClock(Clock, _power);

    ICalendar IBoard.Calendar => _calendar;

    IPins IBoard.Pins => Pins;

    IRadio IBoard.Radio => Radio;

    INetwork IBoard.Network => Sockets;

    ITls IBoard.Tls => _tls;

    IOutput IBoard.Output => _output;

    IMemory IBoard.Memory => Memory;

    ISimulation? IBoard.Simulation => _world.Simulation;

    IInterrupts IBoard.Interrupts => _interrupts;

    /// <summary>Loads firmware without starting it, so that its settings can be changed.</summary>
    /// <exception cref="InvalidFirmwareException">The file is not firmware.</exception>
    public Firmware Load(string path)
    {
        if (_firmware != null)
        {
            throw new InvalidOperationException($"This board has {_firmware.Path} on it already: take a new board.");
        }

        var fullPath = Path.GetFullPath(path);
        var context = new FirmwareContext(Path.GetDirectoryName(fullPath)!, $"virtual Pico W, {Path.GetFileName(fullPath)}", _world.Simulation != null);
        Boards.Attach(context, this);
        return _firmware = Firmware.Load(fullPath, context);
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
        var firmware = _firmware ?? throw new InvalidOperationException("Nothing to start: load firmware first.");
        firmware.RequireMain();
        _turnWatch = _world.Simulation == null ? new TurnWatch(this, Clock) : null;
        _world.StartThread("main", () => Run(firmware));
    }

    /// <summary>
    /// Does what a command says, such as <c>press 14</c> or <c>wifi off</c>; <c>help</c> lists them. What there is to tell, an answer or that the command makes no sense, are
    /// lines of the log.
    /// </summary>
    /// <param name="command">A word, and what follows it.</param>
    public void Do(string command) => _world.Call(() => DoNow(command));

    /// <summary>Switches the board off: sockets close, and no thread of the firmware gets at the hardware any more.</summary>
    public void Stop() => Stop(ExitReason.Stopped);

    /// <inheritdoc/>
    public void Dispose() => Stop();

    void IBoard.SpinOnce()
    {
        _power.Require();
        _world.SpinOnce();
    }

    void IBoard.Reboot()
    {
        _power.Require();
        Log.Add("board", "the firmware asked for a reboot");
        Stop(ExitReason.RebootRequested);
        _power.Require();
    }
    /// <summary>Does something after a time, unless the board is switched off before.</summary>
    internal void After(TimeSpan delay, Action action) => _pending.After(delay, action);

    /// <summary>Adds a line to the log, if the board is on.</summary>
    internal void Tell(string source, string text)
    {
        if (_power.IsOn)
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

    /// <summary>A thread of the firmware other than Main's threw. nanoFramework ends that thread only.</summary>
    internal void ReportStray(Exception exception)
    {
        if (_power.IsOn)
        {
            Log.Add("board", $"a thread ended by an unhandled exception: {FirmwareTraces.Tidy(exception.ToString())}");
        }
    }

    private void DoNow(string command)
    {
        try
        {
            var (parsed, action) = BoardCommands.Parse(command);
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
            if (_world.Simulation == null)
            {
                _memoryWatch.Start();
            }

            firmware.Run();
            _completion.TrySetResult(new BoardExit(ExitReason.MainReturned));
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            _completion.TrySetResult(new BoardExit(ExitReason.MainThrew, exception));
        }
    }

    private void Stop(ExitReason reason)
    {
        lock (_stopping)
        {
            if (!_power.IsOn)
            {
                return;
            }

            _power.Off();
            _pending.Dispose();
            _turnWatch?.Dispose();
            Radio.Stop();
            _interrupts.Stop();
            _memoryWatch.Stop();
            Sockets.Stop();
            _output.Flush();
            _world.Leave();
            Log.Detach();
        }

        _completion.TrySetResult(new BoardExit(reason));
    }
}
