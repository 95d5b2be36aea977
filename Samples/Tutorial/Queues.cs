using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Queues
{
    private static readonly Queue Orders = new Queue(2);

    public static void Main() => Run(OpenKitchen());

    private static async Coroutine OpenKitchen()
    {
        Task cook = CreateTask(Cook());
        for (int table = 1; table <= 4; table++)
        {
            await Orders.Put("soup for table " + table);
            Console.WriteLine("ordered " + table + ", " + Orders.Count + " wait");
        }

        await Orders.Join();
        cook.Cancel();
        Console.WriteLine("the kitchen is closed");
    }

    private static async Coroutine Cook()
    {
        while (true)
        {
            string order = (string)await Orders.Get();
            await SleepMs(100);
            Console.WriteLine(order);
            Orders.TaskDone();
        }
    }
}
