namespace AsyncCore;

/// <summary>
/// A turn of the loop's own, put before all others when something cannot wait. It stands for a task that has ended already, so that the loop
/// needs no word about it on the path of a turn: it has no caller.
/// </summary>
internal sealed class SystemCoroutine : Coroutine
{
    private readonly EventLoop loop;

    private SystemCoroutine(EventLoop loop) => this.loop = loop;

    public override Awaitable MoveNext()
    {
        State = Finished;
        loop.RunSystemTurn();
        return null;
    }

    internal static Task Of(EventLoop loop) => new Task(new SystemCoroutine(loop)) { State = Finished };
}
