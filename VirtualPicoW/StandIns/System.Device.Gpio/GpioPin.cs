using VirtualPicoW.Hardware;

namespace System.Device.Gpio;

/// <summary>An open pin.</summary>
public sealed class GpioPin : IDisposable
{
    private readonly IPins pins;
    private readonly object gate = new();
    private PinValueChangedEventHandler valueChanged;
    private TimeSpan debounceTimeout;
    private bool isDisposed;

    internal GpioPin(IPins pins, int pinNumber)
    {
        pins.Open(pinNumber);
        this.pins = pins;
        PinNumber = pinNumber;
    }

    /// <summary>Raised on the interrupt thread when the level changed.</summary>
    public event PinValueChangedEventHandler ValueChanged
    {
        add => SetHandlers(valueChanged + value);
        remove => SetHandlers(valueChanged - value);
    }

    /// <summary>Changes shorter than this raise no event.</summary>
    public TimeSpan DebounceTimeout
    {
        get => debounceTimeout;
        set
        {
            RequireOpen();
            debounceTimeout = value;
            pins.SetDebounce(PinNumber, value);
        }
    }

    /// <summary>The GP number.</summary>
    public int PinNumber { get; }

    /// <summary>How the pin is driven.</summary>
    public PinMode GetPinMode()
    {
        RequireOpen();
        return (PinMode)pins.GetDrive(PinNumber);
    }

    /// <summary>Whether the pin can be driven like this.</summary>
    public bool IsPinModeSupported(PinMode pinMode) => pins.Supports(PinNumber, (PinDrive)pinMode);

    /// <summary>Changes how the pin is driven.</summary>
    public void SetPinMode(PinMode value)
    {
        RequireOpen();
        pins.SetDrive(PinNumber, (PinDrive)value);
    }

    /// <summary>The level at the pin.</summary>
    public PinValue Read()
    {
        RequireOpen();
        return pins.Read(PinNumber);
    }

    /// <summary>Sets the level of an output.</summary>
    public void Write(PinValue value)
    {
        RequireOpen();
        pins.Write(PinNumber, value == PinValue.High);
    }

    /// <summary>Changes the level of an output.</summary>
    public void Toggle()
    {
        RequireOpen();
        pins.Toggle(PinNumber);
    }

    /// <summary>Closes the pin.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (!isDisposed)
            {
                isDisposed = true;
                pins.Close(PinNumber);
            }
        }
    }

    private void SetHandlers(PinValueChangedEventHandler handlers)
    {
        lock (gate)
        {
            RequireOpen();
            valueChanged = handlers;
            pins.Watch(PinNumber, handlers == null ? null : OnChanged);
        }
    }

    private void OnChanged(bool high) => valueChanged?.Invoke(
        this, new PinValueChangedEventArgs(high ? PinEventTypes.Rising : PinEventTypes.Falling, PinNumber));

    private void RequireOpen()
    {
        if (isDisposed)
        {
            throw new ObjectDisposedException($"GP{PinNumber}", $"GP{PinNumber} was closed: open it again.");
        }
    }
}
