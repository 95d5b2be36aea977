using System.Collections;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Hoarder;

/// <summary>One task that keeps all that it is given, and one that does not.</summary>
internal static class Leak
{
    private const int MaxReadings = 200;
    private const int BytesOfReading = 500;

    internal static async Coroutine Run()
    {
        Task watcher = CreateTask(Watch(), "watcher");
        await CreateTask(Collect(), "collector");
        watcher.Cancel();
    }

    private static async Coroutine Collect()
    {
        ArrayList readings = new ArrayList();
        while (true)
        {
            if (readings.Count < MaxReadings)
            {
                readings.Add(new byte[BytesOfReading]);
            }

            await SleepMs(1);
        }
    }

    private static async Coroutine Watch()
    {
        await new Event().Wait();
    }
}
