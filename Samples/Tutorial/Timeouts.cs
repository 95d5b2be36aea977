using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Timeouts
{
    public static void Main() => Run(Ask());

    private static async Coroutine Ask()
    {
        Console.WriteLine(await WaitForMs(Answer(100), 500));
        try
        {
            Console.WriteLine(await WaitForMs(Answer(2000), 500));
        }
        catch (TimeoutException)
        {
            Console.WriteLine("no answer within half a second");
        }

        try
        {
            using (TimeoutScope.After(500))
            {
                Console.WriteLine("first: " + await Answer(300));
                Console.WriteLine("second: " + await Answer(300));
            }
        }
        catch (TimeoutException)
        {
            Console.WriteLine("no time for both");
        }
    }

    private static async Coroutine<string> Answer(int durationMs)
    {
        await SleepMs(durationMs);
        return "an answer after " + durationMs + " ms";
    }
}
