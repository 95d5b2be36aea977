using System.Collections.Generic;
using VirtualPicoW.Hardware;

namespace System.Device.Gpio;

/// <summary>The pins of the board. All controllers share them, so that a pin can be open only once.</summary>
public sealed class GpioController : IDisposable
{
    private static readonly IPins Pins = Boards.Of(typeof(GpioController)).Pins;
    private static readonly Dictionary<int, GpioPin> Opened = [];

    private readonly Dictionary<PinChangeEventHandler, PinValueChangedEventHandler> callbacks = [];

    /// <summary>A controller.</summary>
    public GpioController()
    {
    }

    /// <summary>A controller; the scheme makes no difference.</summary>
    public GpioController(PinNumberingScheme numberingScheme) => NumberingScheme = numberingScheme;

    /// <summary>The scheme that was asked for.</summary>
    public PinNumberingScheme NumberingScheme { get; }

    /// <summary>How many pins the chip has.</summary>
    public int PinCount => Pins.Count;

    /// <summary>Opens a pin as an input.</summary>
    public GpioPin OpenPin(int pinNumber)
    {
        GpioPin pin = new(Pins, pinNumber);
        lock (Opened)
        {
            Opened[pinNumber] = pin;
        }

        return pin;
    }

    /// <summary>Opens a pin.</summary>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        GpioPin pin = OpenPin(pinNumber);
        try
        {
            pin.SetPinMode(mode);
            return pin;
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    /// <summary>Closes a pin.</summary>
    public void ClosePin(int pinNumber) => Find(pinNumber).Dispose();

    /// <summary>Closes all pins, also those that another controller opened: that is how nanoFramework does it.</summary>
    public void Dispose()
    {
        lock (Opened)
        {
            foreach (GpioPin pin in Opened.Values)
            {
                pin.Dispose();
            }

            Opened.Clear();
        }
    }

    /// <summary>How a pin is driven.</summary>
    public PinMode GetPinMode(int pinNumber) => (PinMode)Pins.GetDrive(pinNumber);

    /// <summary>Whether a pin can be driven like this.</summary>
    public bool IsPinModeSupported(int pinNumber, PinMode mode) => Pins.Supports(pinNumber, (PinDrive)mode);

    /// <summary>Whether a pin is open.</summary>
    public bool IsPinOpen(int pinNumber) => Pins.IsOpen(pinNumber);

    /// <summary>The level at a pin.</summary>
    public PinValue Read(int pinNumber) => Pins.Read(pinNumber);

    /// <summary>Calls <paramref name="callback"/> on the interrupt thread when the level of the pin changes that way.</summary>
    public void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        PinValueChangedEventHandler handler = (_, change) =>
        {
            if ((change.ChangeType & eventTypes) != PinEventTypes.None)
            {
                callback(this, change);
            }
        };
        Find(pinNumber).ValueChanged += handler;
        callbacks[callback] = handler;
    }

    /// <summary>Changes how a pin is driven.</summary>
    public void SetPinMode(int pinNumber, PinMode mode) => Pins.SetDrive(pinNumber, (PinDrive)mode);

    /// <summary>Ends the calls of <paramref name="callback"/>.</summary>
    public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        if (callbacks.Remove(callback, out PinValueChangedEventHandler handler))
        {
            Find(pinNumber).ValueChanged -= handler;
        }
    }

    /// <summary>Sets the level of an output.</summary>
    public void Write(int pinNumber, PinValue value) => Pins.Write(pinNumber, value == PinValue.High);

    private static GpioPin Find(int pinNumber)
    {
        // The board complains about a pin that does not exist or is not open.
        Pins.GetDrive(pinNumber);
        lock (Opened)
        {
            return Opened[pinNumber];
        }
    }
}
