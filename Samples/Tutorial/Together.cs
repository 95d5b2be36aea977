using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Together
{
    public static void Main() => Run(Compare());

    private static async Coroutine Compare()
    {
        object[] degrees = await Gather(Measure("inside", 21, 200), Measure("outside", 9, 100));
        Console.WriteLine("inside " + degrees[0] + ", outside " + degrees[1]);

        int first = await WaitAny(Measure("hall", 18, 200), Measure("cellar", 12, 100));
        Console.WriteLine("number " + first + " answered first");
    }

    private static async Coroutine<int> Measure(string where, int degrees, int durationMs)
    {
        await SleepMs(durationMs);
        Console.WriteLine(where + " has answered");
        return degrees;
    }
}
