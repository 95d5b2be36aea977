using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Coroutines
{
    public static void Main() => Run(CountDown());

    private static async Coroutine CountDown()
    {
        for (int i = 3; i > 0; i--)
        {
            Console.WriteLine(i + "...");
            await Sleep(0.5);
        }

        int speed = await Launch();
        Console.WriteLine("flying at " + speed + " km/h");
    }

    private static async Coroutine<int> Launch()
    {
        Console.WriteLine("lift-off");
        await SleepMs(200);
        return 28000;
    }
}
