using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class VirtualTime
{
    public static void Main() => Run(Sleepers(), new AutojumpClock());

    private static async Coroutine Sleepers()
    {
        _ = CreateTask(SleepAndSay(2, "two hours"));
        await SleepAndSay(1, "an hour");
        await SleepAndSay(2, "three hours");
    }

    private static async Coroutine SleepAndSay(int hours, string text)
    {
        await Sleep(hours * 3600);
        Console.WriteLine("after " + text);
    }
}
