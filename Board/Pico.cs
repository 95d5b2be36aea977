using System;
using System.Device.Gpio;

namespace AsyncCore.Board;

/// <summary>The pins of a Raspberry Pi Pico W, by their GP numbers.</summary>
public static class Pico
{
    /// <summary>
    /// Where an LED is wired by custom: from GP15 through a resistor of 330 ohms to ground. The LED on the board itself hangs on the radio
    /// chip, and nanoFramework has no way to it.
    /// </summary>
    public const int LedPin = 15;

    /// <summary>The highest GP number that is on the board's edge.</summary>
    public const int LastPin = 28;

    private static GpioController controller;

    internal static GpioController Controller => controller ??= new GpioController();

    /// <summary>True if a pin is on the board's edge: GP0 to GP22 and GP26 to GP28. The others belong to the radio, and using them breaks it.</summary>
    /// <param name="pin">The GP number.</param>
    /// <returns>True if a program may use it.</returns>
    public static bool IsFreePin(int pin) => pin is (>= 0 and <= 22) or (>= 26 and <= LastPin);

    /// <summary>Checks a pin before it is opened.</summary>
    /// <param name="pin">The GP number.</param>
    /// <returns>The GP number.</returns>
    internal static int CheckPin(int pin) => IsFreePin(pin)
        ? pin
        : throw new ArgumentOutOfRangeException(nameof(pin), "A Pico W has pins GP0 to GP22 and GP26 to GP28, not GP" + pin + ".");
}
