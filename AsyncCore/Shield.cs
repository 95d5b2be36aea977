using System;

namespace AsyncCore;

/// <summary>A task that others can wait for without owning it: cancelling them leaves it alone.</summary>
internal sealed class Shield : Task
{
    private readonly Event ended = new Event();

    private Shield(Coroutine coroutine)
        : base(coroutine)
    {
    }

    internal static async Coroutine<object> Run(Awaitable awaitable)
    {
        Shield shield = new Shield(awaitable as Coroutine ?? new Waiter(awaitable));
        _ = EventLoop.Current.Start(shield);
        await shield.ended.Wait();
        return shield.Result;
    }

    internal override bool End(object result, Exception fault)
    {
        bool isSeen = base.End(result, fault) || ended.HasWaiters;
        ended.Set();
        return isSeen;
    }
}
