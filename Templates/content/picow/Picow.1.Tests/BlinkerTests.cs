using System;
using AsyncCore;
using AsyncCore.Board;
using nanoFramework.TestFramework;
using Picow._1.Devices;
using static AsyncCore.Asyncio;

namespace Picow._1.Tests;

/// <summary>In virtual time: on an AutojumpClock a second of sleep takes no time.</summary>
[TestClass]
public class BlinkerTests
{
    [TestMethod]
    public void It_flashes_once_a_period() => Run(CountFlashes(), new AutojumpClock());

    [TestMethod]
    public void A_new_period_counts_from_the_next_flash_on() => Run(ChangePeriod(), new AutojumpClock());

    [DataRow(0)]
    [DataRow(Blinker.MinPeriodMs - 1)]
    [DataRow(Blinker.MaxPeriodMs + 1)]
    public void A_period_out_of_range_is_refused(int periodMs) =>
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new Blinker(Pico.LedPin, periodMs));

    private static async Coroutine CountFlashes()
    {
        using Blinker blinker = new Blinker(Pico.LedPin, 100);
        _ = CreateTask(blinker.Blink());
        await SleepMs(950);
        Assert.AreEqual(10, blinker.FlashCount);
    }

    private static async Coroutine ChangePeriod()
    {
        using Blinker blinker = new Blinker(Pico.LedPin, 1000);
        _ = CreateTask(blinker.Blink());
        await SleepMs(500);
        blinker.PeriodMs = 100;
        await SleepMs(550);
        Assert.AreEqual(2, blinker.FlashCount);
        await SleepMs(900);
        Assert.AreEqual(11, blinker.FlashCount);
    }
}
