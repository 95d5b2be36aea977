using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>The LED: on, off, or blinking.</summary>
internal sealed class Lamp
{
    private readonly Led led;
    private readonly Event blinks = new Event();
    private int periodMs;

    internal Lamp(Led led) => this.led = led;

    internal bool IsOn => led.IsOn;

    internal bool IsBlinking => blinks.IsSet;

    internal void Switch(bool isOn)
    {
        blinks.Clear();
        if (isOn)
        {
            led.On();
        }
        else
        {
            led.Off();
        }
    }

    /// <summary>A new period begins when half of the old one is over.</summary>
    internal void Blink(int periodMs)
    {
        this.periodMs = periodMs;
        blinks.Set();
    }

    internal async Coroutine Run()
    {
        while (true)
        {
            await blinks.Wait();
            led.Toggle();
            await SleepMs(periodMs / 2);
        }
    }
}
