using AsyncCore;
using static AsyncCore.Asyncio;

namespace Benchmarks;

/// <summary>Tasks that do nothing but let each other have a turn, beside others that wait for sockets.</summary>
internal sealed class Switches
{
    private readonly int tasks;
    private readonly int waiting;

    internal Switches(int tasks, int waiting)
    {
        this.tasks = tasks;
        this.waiting = waiting;
    }

    internal async Coroutine Run(int count)
    {
        SilentSocket[] sockets = new SilentSocket[waiting];
        Task[] reading = new Task[waiting];
        for (int i = 0; i < waiting; i++)
        {
            sockets[i] = new SilentSocket();
            reading[i] = CreateTask(Read(sockets[i]));
        }

        EventLoop.Current.Poller = waiting > 0 ? new SilentPoller(sockets) : null;
        Task[] spinning = new Task[tasks];
        for (int i = 0; i < tasks; i++)
        {
            spinning[i] = CreateTask(Spin(count / tasks));
        }

        for (int i = 0; i < tasks; i++)
        {
            await spinning[i];
        }

        for (int i = 0; i < waiting; i++)
        {
            sockets[i].Close();
            await reading[i];
        }

        // The loop of the next benchmark would take it over, silent sockets and all.
        EventLoop.Current.Poller = null;
    }

    private static async Coroutine Spin(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await SleepMs(0);
        }
    }

    private static async Coroutine Read(SilentSocket socket) => await socket;
}
