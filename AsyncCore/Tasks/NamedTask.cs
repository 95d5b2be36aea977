namespace AsyncCore;

/// <summary>A task with a name of its own, or whose age is tracked; the others do not pay for the fields.</summary>
internal class NamedTask : Task
{
    private readonly string name;
    private readonly long bornMs;

    internal NamedTask(Coroutine coroutine, string name, long bornMs)
        : base(coroutine)
    {
        this.name = name;
        this.bornMs = bornMs;
    }

    public override string Name => name ?? base.Name;

    public override long AgeMs => bornMs < 0 ? -1 : EventLoop.Current.Clock.NowMs - bornMs;
}
