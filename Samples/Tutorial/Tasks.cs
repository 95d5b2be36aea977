using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

internal static class Tasks
{
    public static void Main() => Run(MakeBreakfast());

    private static async Coroutine MakeBreakfast()
    {
        Task<int> eggs = CreateTask(Boil("eggs", 300));
        Task<int> tea = CreateTask(Boil("tea", 200));
        Console.WriteLine("two tasks, neither has started");
        int boiledMs = await eggs + await tea;
        Console.WriteLine(boiledMs + " ms of boiling, in 300 ms");
    }

    private static async Coroutine<int> Boil(string what, int durationMs)
    {
        Console.WriteLine(what + ": on the stove");
        await SleepMs(durationMs);
        Console.WriteLine(what + ": ready");
        return durationMs;
    }
}
