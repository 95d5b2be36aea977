namespace AsyncCore;

/// <summary>A task that was given a name; the others do not pay for the field.</summary>
internal sealed class NamedTask : Task
{
    private readonly string name;

    internal NamedTask(Coroutine coroutine, string name)
        : base(coroutine)
    {
        this.name = name;
    }

    public override string Name => name;
}
