namespace AsyncCore;

/// <summary>Tasks that wait for something and are woken one by one, where the owner is not itself what they wait for.</summary>
internal sealed class NamedWaitQueue : WaitQueue
{
    private readonly string description;

    internal NamedWaitQueue(string description) => this.description = description;

    /// <summary>Part of the await pattern: the type tells the weaver that the wait has no result.</summary>
    public new NamedWaitQueue GetAwaiter() => this;

    internal override string Describe() => description;
}
