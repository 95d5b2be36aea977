using System;
using System.Threading;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Threads
{
    private static int turns;

    public static void Main() => Run(CallSomethingSlow());

    private static async Coroutine CallSomethingSlow()
    {
        _ = CreateTask(GoOn());
        object result = await ToThread(Block);
        Console.WriteLine("the thread says " + result);
        Console.WriteLine("others had turns meanwhile: " + (turns > 0 ? "yes" : "no"));
    }

    private static object Block()
    {
        Thread.Sleep(200);
        return "done";
    }

    private static async Coroutine GoOn()
    {
        while (true)
        {
            turns++;
            await SleepMs(10);
        }
    }
}
