using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Events
{
    private static readonly Event DoorOpen = new Event();

    public static void Main() => Run(Day());

    private static async Coroutine Day()
    {
        Task visitors = CreateTask(Gather(Visit("Ada"), Visit("Grace")));
        await SleepMs(300);
        Console.WriteLine("the door opens");
        DoorOpen.Set();
        await visitors;
        await Visit("Edsger");
        DoorOpen.Clear();
        Console.WriteLine("open: " + DoorOpen.IsSet);
    }

    private static async Coroutine Visit(string name)
    {
        Console.WriteLine(name + " comes to the door");
        await DoorOpen.Wait();
        Console.WriteLine(name + " is in");
    }
}
