using System;
using AsyncCore;
using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace Picow._1.Devices;

/// <summary>An LED that flashes, at a pace that can be changed while it does.</summary>
public sealed class Blinker : IDisposable
{
    /// <summary>The shortest period, in milliseconds.</summary>
    public const int MinPeriodMs = 2 * FlashMs;

    /// <summary>The longest period, in milliseconds.</summary>
    public const int MaxPeriodMs = 60 * 1000;

    private const int FlashMs = 5;

    private readonly Led led;
    private int periodMs;

    /// <summary>Takes the pin; the LED is dark.</summary>
    /// <param name="pin">The GP number.</param>
    /// <param name="periodMs">Milliseconds from one flash to the next.</param>
    public Blinker(int pin, int periodMs)
    {
        PeriodMs = periodMs;
        led = new Led(pin);
    }

    /// <summary>Milliseconds from one flash to the next. A change counts from the next flash on.</summary>
    public int PeriodMs
    {
        get => periodMs;
        set => periodMs = value is >= MinPeriodMs and <= MaxPeriodMs
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A period has " + MinPeriodMs + " to " + MaxPeriodMs + " milliseconds, not " + value + ".");
    }

    /// <summary>How often it has flashed.</summary>
    public int FlashCount { get; private set; }

    /// <summary>Flashes for ever.</summary>
    public async Coroutine Blink()
    {
        while (true)
        {
            led.On();
            await SleepMs(FlashMs);
            led.Off();
            FlashCount++;
            await SleepMs(PeriodMs - FlashMs);
        }
    }

    /// <summary>Darkens the LED and gives the pin back.</summary>
    public void Dispose() => led.Dispose();
}
