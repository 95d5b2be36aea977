using System;
using System.Collections.Generic;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>One pin, seen from outside the board: what is wired to it can drive it and watch it.</summary>
public sealed partial class Pin
{
    private const int RememberedEdges = 100_000;

    private readonly object gate = new();
    private readonly Queue<PinEdge> edges = new();
    private readonly BoardLog log;
    private readonly IClock clock;
    private readonly IInterrupts interrupts;
    private readonly bool quiet;
    private readonly Chance? floating;
    private PinDrive mode;
    private bool latch;
    private bool? outside;
    private bool level;
    private bool reported;
    private bool toldFloating;
    private TimeSpan debounce;
    private IDisposable? settling;
    private Action<bool>? watcher;
    private string? owner;

    internal Pin(int number, BoardLog log, IClock clock, IInterrupts interrupts, bool quiet, Chance? floating)
    {
        Number = number;
        this.log = log;
        this.clock = clock;
        this.interrupts = interrupts;
        this.quiet = quiet;
        this.floating = floating;
    }

    /// <summary>Raised at each change of level, on the thread that caused it.</summary>
    public event Action<PinEdge>? Changed;

    /// <summary>The GP number.</summary>
    public int Number { get; }

    /// <summary>Whether the firmware has opened the pin.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>How the firmware drives the pin.</summary>
    public PinDrive Mode
    {
        get
        {
            lock (gate)
            {
                return mode;
            }
        }
    }

    /// <summary>Whether the pin is high.</summary>
    public bool IsHigh
    {
        get
        {
            lock (gate)
            {
                return level;
            }
        }
    }

    /// <summary>The changes of level so far.</summary>
    public IReadOnlyList<PinEdge> Edges
    {
        get
        {
            lock (gate)
            {
                return edges.ToArray();
            }
        }
    }

    /// <summary>Whether the firmware has opened it, or something outside drives it.</summary>
    internal bool IsUsed
    {
        get
        {
            lock (gate)
            {
                return IsOpen || outside != null;
            }
        }
    }

    /// <summary>How the pin stands.</summary>
    internal PinState State
    {
        get
        {
            lock (gate)
            {
                return new PinState(IsOpen, mode, outside, watcher != null, IsOpen ? owner : null);
            }
        }
    }

    /// <summary>What the pin is and does, in a line.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            string mode = !IsOpen ? "not open" : this.mode switch
            {
                PinDrive.Output => "output",
                PinDrive.OutputOpenDrain => "open drain",
                PinDrive.InputPullUp => "input with pull-up",
                PinDrive.InputPullDown => "input with pull-down",
                _ => "input",
            };
            string driven = outside switch
            {
                true => ", driven high from outside",
                false => ", driven low from outside",
                null when IsOpen && this.mode == PinDrive.Input => ", driven by nobody",
                null => string.Empty,
            };
            return $"GP{Number} {mode}, {(level ? "high" : "low")}{driven}{(watcher == null ? string.Empty : ", watched")}";
        }
    }

    /// <summary>Connects the pin to a level, as a pressed button or another chip does.</summary>
    public void Drive(bool high) => Connect(high);

    /// <summary>Disconnects what drove the pin; its pull resistor decides again.</summary>
    public void Release() => Connect(null);

    /// <summary>Waits until the pin has changed its level <paramref name="count"/> times since boot.</summary>
    /// <exception cref="TimeoutException">It did not within <paramref name="limit"/>.</exception>
    public void WaitForEdges(int count, TimeSpan limit)
    {
        long deadline = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (gate)
        {
            while (edges.Count < count)
            {
                long left = deadline - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(gate, (int)left))
                {
                    throw new TimeoutException($"GP{Number} had {edges.Count} edges instead of {count} within {limit.TotalSeconds} s.");
                }
            }
        }
    }

    internal void Open(string? owner) => Change(() =>
    {
        if (IsOpen)
        {
            throw new InvalidOperationException($"GP{Number} is open already: open each pin once and keep its GpioPin.");
        }

        IsOpen = true;
        this.owner = owner;
    });

    internal void Close() => Change(() =>
    {
        RequireOpen();
        IsOpen = false;
        mode = PinDrive.Input;
        latch = false;
        debounce = TimeSpan.Zero;
        watcher = null;
    });

    internal void SetMode(PinDrive mode) => Change(() =>
    {
        RequireOpen();
        this.mode = mode;
    });

    internal PinDrive GetMode()
    {
        lock (gate)
        {
            RequireOpen();
            return mode;
        }
    }

    internal bool Read()
    {
        bool level;
        bool isNews;
        lock (gate)
        {
            RequireOpen();
            bool isFloating = mode == PinDrive.Input && (outside ?? heard ?? heardPull) == null;
            level = isFloating && floating != null ? floating.Below(2) == 1 : this.level;
            isNews = !toldFloating && isFloating;
            toldFloating |= isFloating;
        }

        if (isNews)
        {
            log.Add(
                $"GP{Number}",
                $"is read and driven by nobody: {(floating != null ? "left to chance" : "low here, left to chance on a board")}; use InputPullUp or InputPullDown, or drive it");
        }

        return level;
    }

    internal void Write(bool high) => Change(() =>
    {
        RequireOutput();
        latch = high;
    });

    internal void Toggle() => Change(() =>
    {
        RequireOutput();
        latch = !latch;
    });

    internal void SetDebounce(TimeSpan debounce)
    {
        lock (gate)
        {
            RequireOpen();
            this.debounce = debounce;
        }
    }

    internal void Watch(Action<bool>? changed)
    {
        lock (gate)
        {
            RequireOpen();
            watcher = changed;
            reported = level;
        }
    }

    /// <summary>What is outside does not know of a reset: it has the pin in hand that is there now.</summary>
    private void Connect(bool? level)
    {
        Pin pin = this;
        while (pin.successor is { } successor)
        {
            pin = successor;
        }

        pin.Change(() => pin.outside = level);
    }

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"GP{Number} is not open: call OpenPin({Number}) first.");
        }
    }

    private void RequireOutput()
    {
        RequireOpen();
        if (mode is not (PinDrive.Output or PinDrive.OutputOpenDrain))
        {
            throw new InvalidOperationException($"GP{Number} is an input: call SetPinMode(PinMode.Output) before writing to it.");
        }
    }

    private void Change(Action change)
    {
        PinEdge? edge = null;
        bool isGivenNew;
        lock (gate)
        {
            (bool? given, bool? pull) = (Given, Pull);
            change();
            isGivenNew = (given, pull) != (Given, Pull);
            bool level = Level();
            if (level != this.level)
            {
                this.level = level;
                edge = Remember(new PinEdge(clock.Now, level));
                Notify();
            }
        }

        if (edge is { } news)
        {
            if (!quiet)
            {
                log.Add($"GP{Number}", news.High ? "high" : "low");
            }

            Changed?.Invoke(news);
        }

        if (isGivenNew)
        {
            GivenChanged?.Invoke();
        }
    }

    private bool Level() => mode switch
    {
        PinDrive.Output => latch,
        // An open drain needs a resistor to 3.3 V to be of any use, so there is one.
        PinDrive.OutputOpenDrain => latch && (outside ?? heard ?? true),
        PinDrive.InputPullUp => outside ?? heard ?? true,
        PinDrive.InputPullDown => outside ?? heard ?? false,
        _ => outside ?? heard ?? heardPull ?? false,
    };

    private PinEdge Remember(PinEdge edge)
    {
        edges.Enqueue(edge);
        if (edges.Count > RememberedEdges)
        {
            edges.Dequeue();
        }

        Monitor.PulseAll(gate);
        return edge;
    }

    /// <summary>As nanoFramework debounces: wait after the first edge, then report the level if it is a new one.</summary>
    private void Notify()
    {
        if (watcher == null || settling != null)
        {
            return;
        }

        if (debounce == TimeSpan.Zero)
        {
            Report();
        }
        else
        {
            settling = clock.After(debounce, Settled);
        }
    }

    private void Settled()
    {
        lock (gate)
        {
            settling?.Dispose();
            settling = null;
            if (level != reported)
            {
                Report();
            }
        }
    }

    private void Report()
    {
        reported = level;
        if (this.watcher is { } watcher)
        {
            bool level = this.level;
            interrupts.Post(() => watcher(level));
        }
    }
}
