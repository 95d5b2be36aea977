using System;
using AsyncCore;
using AsyncCore.Board;
using static AsyncCore.Asyncio;

namespace Chip;

/// <summary>What exceptions cost across awaits, and how many tasks fit into the memory.</summary>
public static class Program
{
    private const int Rounds = 40;
    private static readonly Exception Ready = new InvalidOperationException("ready");

    private static int count;

    public static void Main()
    {
        try
        {
            Run(MainAsync());
        }
        catch (OutOfMemoryException)
        {
            // The run has ended all tasks, so that there is memory to tell it.
            Console.WriteLine("OutOfMemoryException at task " + count);
        }

        Console.WriteLine("done");
    }

    private static async Coroutine MainAsync()
    {
        int caught = 0;
        Console.WriteLine("begin");
        for (int depth = 0; depth <= 5; depth++)
        {
            for (int i = 0; i < Rounds; i++)
            {
                await Deep(depth, 0);
            }

            Console.WriteLine("x" + Rounds + " no throw, awaits " + (depth + 1));
            for (int i = 0; i < Rounds; i++)
            {
                try
                {
                    await Deep(depth, 1);
                }
                catch (InvalidOperationException)
                {
                    caught++;
                }
            }

            Console.WriteLine("x" + Rounds + " throw new, awaits " + (depth + 1));
            for (int i = 0; i < Rounds; i++)
            {
                try
                {
                    await Deep(depth, 2);
                }
                catch (InvalidOperationException)
                {
                    caught++;
                }
            }

            Console.WriteLine("x" + Rounds + " throw ready-made, awaits " + (depth + 1));
        }

        for (int depth = 0; depth <= 4; depth += 4)
        {
            for (int i = 0; i < Rounds; i++)
            {
                try
                {
                    Plain(depth);
                }
                catch (InvalidOperationException)
                {
                    caught++;
                }
            }

            Console.WriteLine("x" + Rounds + " throw new, ordinary calls " + (depth + 1));
        }

        for (int i = 0; i < 10; i++)
        {
            try
            {
                await WaitForMs(Long(), 1);
            }
            catch (TimeoutException)
            {
                caught++;
            }
        }

        Console.WriteLine("x10 WaitForMs(1) that runs out");
        for (int i = 0; i < 10; i++)
        {
            Task task = CreateTask(Long());
            await SleepMs(0);
            task.Cancel();
            try
            {
                await task;
            }
            catch (CancelledException)
            {
                caught++;
            }
        }

        Console.WriteLine("x10 task made, cancelled, awaited");
        Console.WriteLine("free " + Memory.FreeBytes());
        while (true)
        {
            _ = CreateTask(Long());
            if (++count % 50 == 0)
            {
                await SleepMs(0);
                Console.WriteLine(count + " tasks, free " + Memory.FreeBytes());
            }
        }
    }

    private static async Coroutine Long() => await SleepMs(1000000);

    private static async Coroutine Deep(int depth, int how)
    {
        if (depth > 0)
        {
            await Deep(depth - 1, how);
        }
        else if (how == 1)
        {
            throw new InvalidOperationException("made here");
        }
        else if (how == 2)
        {
            throw Ready;
        }
    }

    private static void Plain(int depth)
    {
        if (depth > 0)
        {
            Plain(depth - 1);
        }
        else
        {
            throw new InvalidOperationException("made here");
        }
    }
}
