using VirtualPicoW.Hardware;

namespace System.Device.Gpio;

/// <summary>An open pin.</summary>
public sealed class GpioPin : IDisposable
{
    private readonly IPins _pins;
    private readonly object _gate = new();
    private PinValueChangedEventHandler _valueChanged;
    private TimeSpan _debounceTimeout;
    private bool _isDisposed;

    internal GpioPin(IPins pins, int pinNumber)
    {
        pins.Open(pinNumber);
        _pins = pins;
        PinNumber = pinNumber;
    }

    /// <summary>Raised on the interrupt thread when the level changed.</summary>
    public event PinValueChangedEventHandler ValueChanged
    {
        add => SetHandlers(_valueChanged + value);
        remove => SetHandlers(_valueChanged - value);
    }

    /// <summary>Changes shorter than this raise no event.</summary>
    public TimeSpan DebounceTimeout
    {
        get => _debounceTimeout;
        set
        {
            RequireOpen();
            _debounceTimeout = value;
            _pins.SetDebounce(PinNumber, value);
        }
    }

    /// <summary>The GP number.</summary>
    public int PinNumber { get; }

    /// <summary>How the pin is driven.</summary>
    public PinMode GetPinMode()
    {
        RequireOpen();
        return (PinMode)_pins.GetDrive(PinNumber);
    }

    /// <summary>Whether the pin can be driven like this.</summary>
    public bool IsPinModeSupported(PinMode pinMode) => _pins.Supports(PinNumber, (PinDrive)pinMode);

    /// <summary>Changes how the pin is driven.</summary>
    public void SetPinMode(PinMode value)
    {
        RequireOpen();
        _pins.SetDrive(PinNumber, (PinDrive)value);
    }

    /// <summary>The level at the pin.</summary>
    public PinValue Read()
    {
        RequireOpen();
        return _pins.Read(PinNumber);
    }

    /// <summary>Sets the level of an output.</summary>
    public void Write(PinValue value)
    {
        RequireOpen();
        _pins.Write(PinNumber, value == PinValue.High);
    }

    /// <summary>Changes the level of an output.</summary>
    public void Toggle()
    {
        RequireOpen();
        _pins.Toggle(PinNumber);
    }

    /// <summary>Closes the pin.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _pins.Close(PinNumber);
            }
        }
    }

    private void SetHandlers(PinValueChangedEventHandler handlers)
    {
        lock (_gate)
        {
            RequireOpen();
            _valueChanged = handlers;
            _pins.Watch(PinNumber, handlers == null ? null : OnChanged);
        }
    }

    private void OnChanged(bool high) => _valueChanged?.Invoke(
        this, new PinValueChangedEventArgs(high ? PinEventTypes.Rising : PinEventTypes.Falling, PinNumber));

    private void RequireOpen()
    {
        if (_isDisposed)
        {
            throw new ObjectDisposedException($"GP{PinNumber}", $"GP{PinNumber} was closed: open it again.");
        }
    }
}
