using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Intervals
{
    public static void Main() => Run(Sample());

    private static async Coroutine Sample()
    {
        PeriodicTimer timer = new PeriodicTimer(100);
        for (int sample = 1; sample <= 4; sample++)
        {
            await timer.Next();
            Console.WriteLine("sample " + sample + ", missed so far: " + timer.MissedCount);

            // Some samples take longer than others; the third takes longer than a period.
            await SleepMs(sample == 3 ? 150 : 30);
        }
    }
}
