// Board:  Raspberry Pi Pico W with nanoFramework.
// Wiring: GP15 and GP14, each: pin - resistor of 330 ohms - LED - ground.
// You see: two LEDs that flash, each at a pace of its own.
using AsyncCore;
using AsyncCore.Board;
using static AsyncCore.Asyncio;

Run(Gather(Blink(15, 700), Blink(14, 400)));

static async Coroutine Blink(int pin, int periodMs)
{
    using Led led = new Led(pin);
    for (PeriodicTimer timer = new PeriodicTimer(periodMs); ; await timer.Next())
    {
        led.On();
        await SleepMs(5);
        led.Off();
    }
}
