namespace AsyncCore;

/// <summary>
/// What asks the outside world, for all tasks that wait for it, whether something is there: sockets, in the first place. The loop
/// calls it about once a millisecond while anybody waits. It knows nothing of what is asked for.
/// </summary>
public abstract class Poller
{
    /// <summary>True if at least one task waits for this.</summary>
    public abstract bool HasWaiters { get; }

    /// <summary>Asks, and wakes the tasks whose wait is over. It must not block.</summary>
    public abstract void Poll();
}
