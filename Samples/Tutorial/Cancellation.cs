using System;
using AsyncCore;
using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Cancellation
{
    public static void Main() => Run(BlinkForAWhile());

    private static async Coroutine BlinkForAWhile()
    {
        Task blinking = CreateTask(Blink());
        await SleepMs(500);
        blinking.Cancel();
        try
        {
            await blinking;
        }
        catch (CancelledException)
        {
            Console.WriteLine("no more blinking: " + blinking.IsCancelled);
        }
    }

    private static async Coroutine Blink()
    {
        using Led led = new Led(15);
        try
        {
            while (true)
            {
                led.Toggle();
                Console.WriteLine(led.IsOn ? "on" : "off");
                await SleepMs(200);
            }
        }
        finally
        {
            Console.WriteLine("tidying up");
        }
    }
}
