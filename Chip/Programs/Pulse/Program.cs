using System;
using AsyncCore;
using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace Chip;

/// <summary>Flashes GP15 for 5 ms every half second, with AsyncCore: how long is 5 ms?</summary>
public static class Program
{
    public static void Main() => Run(Blink(15));

    private static async Coroutine Blink(int pin)
    {
        using Led led = new Led(pin);
        Console.WriteLine("blinking");
        PeriodicTimer timer = new PeriodicTimer(500);
        while (true)
        {
            led.On();
            await SleepMs(5);
            led.Off();
            await timer.Next();
        }
    }
}
