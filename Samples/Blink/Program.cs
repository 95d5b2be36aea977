// Board:  Raspberry Pi Pico W with nanoFramework.
// Wiring: GP15 - resistor of 330 ohms - LED - ground. (The LED on the board hangs on the radio chip, out of reach.)
// You see: the LED is half a second on and half a second off.
using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>One LED, one task.</summary>
public static class Program
{
    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Blink(Pico.LedPin));

    private static async Coroutine Blink(int pin)
    {
        using Led led = new Led(pin);
        while (true)
        {
            led.Toggle();
            await SleepMs(500);
        }
    }
}
