using AsyncCore;
using static AsyncCore.Asyncio;
using GC = nanoFramework.Runtime.Native.GC;

namespace Benchmarks;

/// <summary>The memory that tasks take while they sleep.</summary>
internal static class SleepingTasks
{
    /// <summary>With the main task they just fill the timer table, so that it has no places to spare.</summary>
    private const int Count = 57;

    /// <summary>Measures it.</summary>
    /// <returns>Bytes for each task.</returns>
    internal static int Measure() => Run(Fill(), new BoardClock());

    private static async Coroutine<int> Fill()
    {
        await SleepMs(1);
        uint freeBefore = GC.Run(true);
        for (int i = 0; i < Count; i++)
        {
            _ = CreateTask(Operations.SleepLong());
        }

        // Behind all of them: a sleeper would pass ahead of those who have not begun.
        await SleepMs(0);
        return (int)(freeBefore - GC.Run(true)) / Count;
    }
}
