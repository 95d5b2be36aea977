namespace AsyncCore.Net;

/// <summary>The signal that one direction of a transport may be ready. Whoever waits for it tries again and, if need be, waits again.</summary>
public sealed class Readiness : WaitList
{
    /// <summary>Sends by itself, without a task, when this is signalled; null if it has nothing to send.</summary>
    internal Outbox Sender;

    private readonly string meaning;

    /// <summary>Makes a signal.</summary>
    /// <param name="meaning">What a task that waits for it waits for, in the words of a report.</param>
    public Readiness(string meaning) => this.meaning = meaning;

    /// <summary>True if anybody would notice a signal; a transport need not look otherwise.</summary>
    public bool IsAwaited => HasWaiters || Sender != null;

    /// <summary>Wakes all that wait.</summary>
    public void Signal()
    {
        Sender?.SendBuffered();
        if (HasWaiters)
        {
            WakeAll();
        }
    }

    internal override string Describe() => meaning;
}
