using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Groups
{
    public static void Main() => Run(Fly());

    private static async Coroutine Fly()
    {
        try
        {
            await TaskGroup.Run(async crew =>
            {
                _ = crew.CreateTask(Navigate());
                _ = crew.CreateTask(WatchEngine());
            });
        }
        catch (TaskGroupException failed)
        {
            Console.WriteLine("landed, because: " + failed.Exceptions[0].Message);
        }
    }

    private static async Coroutine Navigate()
    {
        try
        {
            while (true)
            {
                Console.WriteLine("on course");
                await SleepMs(100);
            }
        }
        finally
        {
            Console.WriteLine("charts folded");
        }
    }

    private static async Coroutine WatchEngine()
    {
        await SleepMs(150);
        throw new Exception("the engine is hot");
    }
}
