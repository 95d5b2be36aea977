using System;
using System.Device.Gpio;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

// Wiring: a button from GP14 to ground.
internal static class Interrupts
{
    private static readonly ThreadSafeFlag Pressed = new ThreadSafeFlag();

    public static void Main() => Run(CountPresses());

    private static async Coroutine CountPresses()
    {
        using GpioPin button = new GpioController().OpenPin(14, PinMode.InputPullUp);
        button.DebounceTimeout = TimeSpan.FromMilliseconds(20);
        button.ValueChanged += OnChange;
        Console.WriteLine("press the button on GP14, three times");
        for (int count = 1; count <= 3; count++)
        {
            await Pressed.Wait();
            Console.WriteLine("press " + count);
        }
    }

    // Runs outside of the loop, between any two instructions of it.
    private static void OnChange(object sender, PinValueChangedEventArgs change)
    {
        if (change.ChangeType == PinEventTypes.Falling)
        {
            Pressed.Set();
        }
    }
}
