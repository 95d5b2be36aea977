using System;
using System.Collections.Generic;
using System.Linq;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The pins of a Pico W by GP number, as the firmware sees them and, through the indexer, from outside.</summary>
public sealed class Pins : IPins
{
    private const int PinsOfRp2040 = 30;

    private readonly Power power;
    private readonly Pin[] pins = new Pin[PinsOfRp2040];

    internal Pins(BoardLog log, IClock clock, IInterrupts interrupts, Power power, bool quiet, Chance? floating)
    {
        this.power = power;
        for (int number = 0; number < PinsOfRp2040; number++)
        {
            pins[number] = new Pin(number, log, clock, interrupts, quiet, floating);
        }
    }

    int IPins.Count => PinsOfRp2040;

    /// <summary>A pin that the Pico W leads out.</summary>
    /// <exception cref="ArgumentException">There is no such pin.</exception>
    public Pin this[int number]
    {
        get
        {
            RequireLedOut(number);
            return pins[number];
        }
    }

    /// <summary>All pins that the Pico W leads out.</summary>
    internal IEnumerable<Pin> All => pins.Where(pin => !IsRadios(pin.Number));

    /// <summary>Names the task of the firmware that has its turn, if that is known: it is the one that opens a pin.</summary>
    internal Func<string?>? WhoRuns { get; set; }

    /// <summary>The pins that the firmware has opened, or something outside drives.</summary>
    internal IReadOnlyList<Pin> Used => pins.Where(pin => pin.IsUsed).ToArray();

    /// <summary>Makes sure that the Pico W leads a pin out.</summary>
    /// <exception cref="ArgumentException">There is no such pin.</exception>
    internal static void RequireLedOut(int number)
    {
        if (number is < 0 or >= PinsOfRp2040)
        {
            throw new ArgumentException($"GP{number} does not exist: a Pico W has GP0 to GP22 and GP26 to GP28.");
        }

        if (IsRadios(number))
        {
            throw new InvalidOperationException(
                $"GP{number} belongs to the radio of the Pico W. The on-board LED hangs on the radio as well and cannot be reached "
                + "from managed code on this target: put an LED with a resistor on GP15 and use that.");
        }
    }

    /// <summary>Takes the place of the pins of a board whose power was cut: what is connected to them stays connected.</summary>
    internal void TakeOver(Pins former)
    {
        for (int number = 0; number < PinsOfRp2040; number++)
        {
            pins[number].TakeOver(former.pins[number]);
        }
    }

    void IPins.Open(int pin) => Use(pin).Open(WhoRuns?.Invoke());

    void IPins.Close(int pin) => Use(pin).Close();

    bool IPins.IsOpen(int pin)
    {
        power.Require();
        return pin is >= 0 and < PinsOfRp2040 && pins[pin].IsOpen;
    }

    bool IPins.Supports(int pin, PinDrive drive)
    {
        power.Require();
        return pin is >= 0 and < PinsOfRp2040 && !IsRadios(pin) && Enum.IsDefined(drive);
    }

    PinDrive IPins.GetDrive(int pin) => Use(pin).GetMode();

    void IPins.SetDrive(int pin, PinDrive drive)
    {
        if (!Enum.IsDefined(drive))
        {
            throw new ArgumentException(
                $"The Pico W cannot do mode {(int)drive} on GP{pin}: use Input, InputPullUp, InputPullDown, Output or OutputOpenDrain.");
        }

        Use(pin).SetMode(drive);
    }

    bool IPins.Read(int pin) => Use(pin).Read();

    void IPins.Write(int pin, bool high) => Use(pin).Write(high);

    void IPins.Toggle(int pin) => Use(pin).Toggle();

    void IPins.SetDebounce(int pin, TimeSpan debounce) => Use(pin).SetDebounce(debounce);

    void IPins.Watch(int pin, Action<bool>? changed) => Use(pin).Watch(changed);

    /// <summary>GP23 (power), GP24 (data), GP25 (select) and GP29 (clock) are wired to the CYW43439.</summary>
    private static bool IsRadios(int pin) => pin is 23 or 24 or 25 or 29;

    private Pin Use(int pin)
    {
        power.Require();
        return this[pin];
    }
}
