namespace AsyncCore;

/// <summary>Lets a task be awaited without being owned.</summary>
internal static class Shield
{
    internal static async Coroutine<object> Run(Awaitable awaitable) => await new ShieldedWrapper(Asyncio.CreateTask(awaitable));
}
