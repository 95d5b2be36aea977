namespace AsyncCore;

/// <summary>A task that tells its owner when it ends.</summary>
internal class OwnedTask : Task
{
    /// <summary>Who is told.</summary>
    internal readonly ITaskOwner Owner;

    internal OwnedTask(Coroutine coroutine, ITaskOwner owner)
        : base(coroutine)
    {
        Owner = owner;
    }
}
