// Board:  Raspberry Pi Pico W with nanoFramework. GP15 - resistor of 330 ohms - LED - ground.
// You see: the LED blinks. "dotnet run" shows it without a board.
using AsyncCore;
using AsyncCore.Board;
using static AsyncCore.Asyncio;

Run(Blink(Pico.LedPin, 500));

static async Coroutine Blink(int pin, int halfPeriodMs)
{
    using Led led = new Led(pin);
    while (true)
    {
        led.Toggle();
        await SleepMs(halfPeriodMs);
    }
}
