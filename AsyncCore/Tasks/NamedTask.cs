namespace AsyncCore;

/// <summary>A task with a name of its own, or whose times are tracked; the others do not pay for the fields.</summary>
internal sealed class NamedTask : Task
{
    private readonly string name;
    private readonly TaskTimes times;

    internal NamedTask(Coroutine coroutine, string name, TaskTimes times)
        : base(coroutine)
    {
        this.name = name;
        this.times = times;
    }

    public override string Name => name ?? base.Name;

    internal override TaskTimes Times => times;
}
