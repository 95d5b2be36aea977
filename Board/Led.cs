using System;
using System.Device.Gpio;

namespace AsyncCore.Board;

/// <summary>An LED from a pin, through a resistor, to ground.</summary>
public sealed class Led : IDisposable
{
    private readonly GpioPin pin;

    /// <summary>Takes the pin; the LED is dark.</summary>
    /// <param name="pinNumber">The GP number, such as <see cref="Pico.LedPin"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pin, or it belongs to the radio.</exception>
    public Led(int pinNumber)
    {
        pin = Pico.Controller.OpenPin(Pico.CheckPin(pinNumber), PinMode.Output);
        pin.Write(PinValue.Low);
    }

    /// <summary>True while it is lit.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Lights it.</summary>
    public void On() => Set(true);

    /// <summary>Darkens it.</summary>
    public void Off() => Set(false);

    /// <summary>Lights it if it is dark, and darkens it if it is lit.</summary>
    public void Toggle() => Set(!IsOn);

    /// <summary>Darkens it and gives the pin back.</summary>
    public void Dispose()
    {
        Off();
        Pico.Controller.ClosePin(pin.PinNumber);
    }

    /// <summary>Toggles the pin rather than writing it: a PinValue is a struct, and the board makes an object of every one.</summary>
    private void Set(bool isOn)
    {
        if (IsOn != isOn)
        {
            pin.Toggle();
            IsOn = isOn;
        }
    }
}
