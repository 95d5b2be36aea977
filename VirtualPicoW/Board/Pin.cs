using System;
using System.Collections.Generic;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>One pin, seen from outside the board: what is wired to it can drive it and watch it.</summary>
public sealed class Pin
{
    private const int RememberedEdges = 100_000;

    private readonly object _gate = new();
    private readonly Queue<PinEdge> _edges = new();
    private readonly BoardLog _log;
    private readonly IClock _clock;
    private readonly IInterrupts _interrupts;
    private readonly bool _quiet;
    private PinDrive _mode;
    private bool _latch;
    private bool? _outside;
    private bool _level;
    private bool _reported;
    private bool _toldFloating;
    private TimeSpan _debounce;
    private IDisposable? _settling;
    private Action<bool>? _watcher;

    internal Pin(int number, BoardLog log, IClock clock, IInterrupts interrupts, bool quiet)
    {
        Number = number;
        _log = log;
        _clock = clock;
        _interrupts = interrupts;
        _quiet = quiet;
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
            lock (_gate)
            {
                return _mode;
            }
        }
    }

    /// <summary>Whether the pin is high.</summary>
    public bool IsHigh
    {
        get
        {
            lock (_gate)
            {
                return _level;
            }
        }
    }

    /// <summary>The changes of level so far.</summary>
    public IReadOnlyList<PinEdge> Edges
    {
        get
        {
            lock (_gate)
            {
                return _edges.ToArray();
            }
        }
    }

    /// <summary>Whether the firmware has opened it, or something outside drives it.</summary>
    internal bool IsUsed
    {
        get
        {
            lock (_gate)
            {
                return IsOpen || _outside != null;
            }
        }
    }

    /// <summary>What the pin is and does, in a line.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            var mode = !IsOpen ? "not open" : _mode switch
            {
                PinDrive.Output => "output",
                PinDrive.OutputOpenDrain => "open drain",
                PinDrive.InputPullUp => "input with pull-up",
                PinDrive.InputPullDown => "input with pull-down",
                _ => "input",
            };
            var driven = _outside switch
            {
                true => ", driven high from outside",
                false => ", driven low from outside",
                null when IsOpen && _mode == PinDrive.Input => ", driven by nobody",
                null => string.Empty,
            };
            return $"GP{Number} {mode}, {(_level ? "high" : "low")}{driven}{(_watcher == null ? string.Empty : ", watched")}";
        }
    }

    /// <summary>Connects the pin to a level, as a pressed button or another chip does.</summary>
    public void Drive(bool high) => Change(() => _outside = high);

    /// <summary>Disconnects what drove the pin; its pull resistor decides again.</summary>
    public void Release() => Change(() => _outside = null);

    /// <summary>Waits until the pin has changed its level <paramref name="count"/> times since boot.</summary>
    /// <exception cref="TimeoutException">It did not within <paramref name="limit"/>.</exception>
    public void WaitForEdges(int count, TimeSpan limit)
    {
        var deadline = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (_gate)
        {
            while (_edges.Count < count)
            {
                var left = deadline - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_gate, (int)left))
                {
                    throw new TimeoutException($"GP{Number} had {_edges.Count} edges instead of {count} within {limit.TotalSeconds} s.");
                }
            }
        }
    }

    internal void Open() => Change(() =>
    {
        if (IsOpen)
        {
            throw new InvalidOperationException($"GP{Number} is open already: open each pin once and keep its GpioPin.");
        }

        IsOpen = true;
    });

    internal void Close() => Change(() =>
    {
        RequireOpen();
        IsOpen = false;
        _mode = PinDrive.Input;
        _latch = false;
        _debounce = TimeSpan.Zero;
        _watcher = null;
    });

    internal void SetMode(PinDrive mode) => Change(() =>
    {
        RequireOpen();
        _mode = mode;
    });

    internal PinDrive GetMode()
    {
        lock (_gate)
        {
            RequireOpen();
            return _mode;
        }
    }

    internal bool Read()
    {
        bool level;
        bool isNews;
        lock (_gate)
        {
            RequireOpen();
            level = _level;
            isNews = !_toldFloating && _mode == PinDrive.Input && _outside == null;
            _toldFloating |= isNews;
        }

        if (isNews)
        {
            _log.Add($"GP{Number}", "is read and driven by nobody: low here, left to chance on a board; use InputPullUp or InputPullDown, or drive it");
        }

        return level;
    }

    internal void Write(bool high) => Change(() =>
    {
        RequireOutput();
        _latch = high;
    });

    internal void Toggle() => Change(() =>
    {
        RequireOutput();
        _latch = !_latch;
    });

    internal void SetDebounce(TimeSpan debounce)
    {
        lock (_gate)
        {
            RequireOpen();
            _debounce = debounce;
        }
    }

    internal void Watch(Action<bool>? changed)
    {
        lock (_gate)
        {
            RequireOpen();
            _watcher = changed;
            _reported = _level;
        }
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
        if (_mode is not (PinDrive.Output or PinDrive.OutputOpenDrain))
        {
            throw new InvalidOperationException($"GP{Number} is an input: call SetPinMode(PinMode.Output) before writing to it.");
        }
    }

    private void Change(Action change)
    {
        PinEdge edge;
        lock (_gate)
        {
            change();
            var level = Level();
            if (level == _level)
            {
                return;
            }

            _level = level;
            edge = new PinEdge(_clock.Now, level);
            Remember(edge);
            Notify();
        }

        if (!_quiet)
        {
            _log.Add($"GP{Number}", edge.High ? "high" : "low");
        }

        Changed?.Invoke(edge);
    }

    private bool Level() => _mode switch
    {
        PinDrive.Output => _latch,
        // An open drain needs a resistor to 3.3 V to be of any use, so there is one.
        PinDrive.OutputOpenDrain => _latch && (_outside ?? true),
        PinDrive.InputPullUp => _outside ?? true,
        _ => _outside ?? false,
    };

    private void Remember(PinEdge edge)
    {
        _edges.Enqueue(edge);
        if (_edges.Count > RememberedEdges)
        {
            _edges.Dequeue();
        }

        Monitor.PulseAll(_gate);
    }

    /// <summary>As nanoFramework debounces: wait after the first edge, then report the level if it is a new one.</summary>
    private void Notify()
    {
        if (_watcher == null || _settling != null)
        {
            return;
        }

        if (_debounce == TimeSpan.Zero)
        {
            Report();
        }
        else
        {
            _settling = _clock.After(_debounce, Settled);
        }
    }

    private void Settled()
    {
        lock (_gate)
        {
            _settling?.Dispose();
            _settling = null;
            if (_level != _reported)
            {
                Report();
            }
        }
    }

    private void Report()
    {
        _reported = _level;
        if (_watcher is { } watcher)
        {
            var level = _level;
            _interrupts.Post(() => watcher(level));
        }
    }
}
