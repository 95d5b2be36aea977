using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace AsyncCore.Firmware;

/// <summary>Flashes an LED.</summary>
internal static class Blinker
{
    private const int FlashMs = 5;

    /// <summary>Flashes at every multiple of the period from now on, without drift.</summary>
    internal static async Coroutine Blink(int pin, int periodMs)
    {
        using Led led = new Led(pin);
        PeriodicTimer timer = new PeriodicTimer(periodMs);
        while (true)
        {
            led.On();
            await SleepMs(FlashMs);
            led.Off();
            await timer.Next();
        }
    }
}
