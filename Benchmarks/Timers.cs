using AsyncCore;
using static AsyncCore.Asyncio;

namespace Benchmarks;

/// <summary>Tasks that sleep for 1 to 100 ms, over and over.</summary>
internal sealed class Timers
{
    private readonly int tasks;
    private int random = 1;

    internal Timers(int tasks) => this.tasks = tasks;

    internal async Coroutine Run(int count)
    {
        Task[] sleeping = new Task[tasks];
        for (int i = 0; i < tasks; i++)
        {
            sleeping[i] = CreateTask(Sleep(count / tasks));
        }

        for (int i = 0; i < tasks; i++)
        {
            await sleeping[i];
        }
    }

    private async Coroutine Sleep(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await SleepMs(RandomDuration());
        }
    }

    private int RandomDuration()
    {
        random = (random * 1103515245) + 12345;
        return 1 + (((random >> 16) & 0x7fff) % 100);
    }
}
