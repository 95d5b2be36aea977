using AsyncCore;
using AsyncCore.Board;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace Picow._1;

/// <summary>In virtual time: on an AutojumpClock an hour of sleep takes no time.</summary>
[TestClass]
public class LedTests
{
    [TestMethod]
    public void An_LED_is_dark_at_first_and_lit_when_asked() => Run(Light(), new AutojumpClock());

    [DataRow(1)]
    [DataRow(1000)]
    public void An_LED_that_toggles_each_hour_is_lit_every_other_hour(int hours) => Run(Blink(hours), new AutojumpClock());

    private static async Coroutine Light()
    {
        using Led led = new Led(Pico.LedPin);
        Assert.IsFalse(led.IsOn);
        led.On();
        await Sleep(1);
        Assert.IsTrue(led.IsOn);
    }

    private static async Coroutine Blink(int hours)
    {
        using Led led = new Led(Pico.LedPin);
        int litSeconds = 0;
        for (int hour = 0; hour < hours; hour++)
        {
            led.Toggle();
            litSeconds += led.IsOn ? 3600 : 0;
            await Sleep(3600);
        }

        Assert.AreEqual((hours + 1) / 2 * 3600, litSeconds);
    }
}
