namespace AsyncCore.Net;

/// <summary>The signal that one direction of a transport may be ready. Whoever waits for it tries again and, if need be, waits again.</summary>
public class Readiness : WaitQueue
{
    /// <summary>True if anybody would notice a signal; a transport need not look otherwise.</summary>
    public virtual bool IsAwaited => HasWaiters;

    /// <summary>Wakes all that wait.</summary>
    public virtual void Signal()
    {
        if (HasWaiters)
        {
            WakeAll();
        }
    }

    internal override string Describe() => "something to read";
}
