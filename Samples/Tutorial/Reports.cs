using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Reports
{
    public static void Main() => Run(Watch());

    private static async Coroutine Watch()
    {
        EventLoop loop = EventLoop.Current;
        loop.ExceptionHandler = Tell;
        _ = CreateTask(Pump(), "pump");
        Task lamp = CreateTask(Lamp(), "lamp");
        await SleepMs(200);
        Console.WriteLine(lamp.Name + " waits for " + lamp.WaitsFor);
        Console.WriteLine(loop.AllTasks().Length + " tasks are alive");
    }

    private static void Tell(EventLoop loop, ExceptionContext context) =>
        Console.WriteLine(context.Task.Name + " failed: " + context.Exception.Message);

    private static async Coroutine Pump()
    {
        await SleepMs(100);
        throw new Exception("no water");
    }

    private static async Coroutine Lamp() => await new Event().Wait();
}
