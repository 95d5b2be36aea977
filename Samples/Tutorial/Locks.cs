using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Locks
{
    private static readonly Lock Bus = new Lock();

    public static void Main() => Run(Gather(Read("thermometer"), Read("barometer")));

    private static async Coroutine Read(string sensor)
    {
        using (await Bus.Acquire())
        {
            Console.WriteLine(sensor + ": ask");
            await SleepMs(100);
            Console.WriteLine(sensor + ": answer");
        }
    }
}
