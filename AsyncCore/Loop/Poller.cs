using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// What asks the outside world, for all tasks that wait for it, whether something is there: sockets, in the first place. While anybody waits the loop
/// calls it about once a millisecond when it is busy; when it is not, all the time for 2 ms after the last traffic, and then every 1 to 10 ms.
/// It knows nothing of what is asked for.
/// </summary>
public abstract class Poller
{
    private bool hadTraffic;

    /// <summary>True if at least one task waits for this.</summary>
    public abstract bool HasWaiters { get; }

    /// <summary>Asks, and wakes the tasks whose wait is over. It must not block.</summary>
    public abstract void Poll();

    /// <summary>Asks, and tells whether anybody may still wait: a poller that goes through them all anyway need not do so twice.</summary>
    internal virtual bool PollWaiters()
    {
        Poll();
        return HasWaiters;
    }

    /// <summary>Notes that something was sent or received, so that an answer will not have to wait. Waking a task does so by itself.</summary>
    protected internal void NoteTraffic() => hadTraffic = true;

    /// <summary>True if there was traffic since the last time.</summary>
    [Inlined]
    internal bool TakeTraffic()
    {
        bool result = hadTraffic;
        hadTraffic = false;
        return result;
    }
}
