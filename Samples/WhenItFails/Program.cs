// A task fails, three awaits deep, and nobody awaits it. Needs no wiring; prints where that was.
using System;
using AsyncCore;
using static AsyncCore.Asyncio;

Run(Garden(), new AutojumpClock());

static async Coroutine Garden()
{
    _ = CreateTask(Water(), "pump");
    await SleepMs(1000);
}

static async Coroutine Water()
{
    using TimeoutScope limit = TimeoutScope.After(5000);
    await Fill(20);
}

static async Coroutine Fill(int litres)
{
    while (litres > 0)
    {
        await OpenValve();
        litres--;
    }
}

static async Coroutine OpenValve()
{
    await SleepMs(100);
    throw new InvalidOperationException("no water");
}
