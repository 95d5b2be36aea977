namespace AsyncCore;

/// <summary>
/// The loop's only door to the world outside: what time it is, and how to wait. It knows nothing of tasks.
/// </summary>
public abstract class Clock
{
    /// <summary>Milliseconds since some moment in the past; never goes back.</summary>
    public abstract long NowMs { get; }

    /// <summary>
    /// How much later than asked a sleep must end so that it is never too short: the clock's resolution, in milliseconds.
    /// </summary>
    public virtual int ResolutionMs => 1;

    /// <summary>True if nothing but a deadline can end an idle time.</summary>
    public virtual bool IsVirtual => false;

    /// <summary>Waits until a time, or until <see cref="Wake"/>, even one that came before. It may return early.</summary>
    /// <param name="deadlineMs">When to return at the latest; <c>long.MaxValue</c> if only a wake-up can end it.</param>
    public abstract void IdleUntil(long deadlineMs);

    /// <summary>As <see cref="IdleUntil"/>, for a time that somebody wants to be met: not after it, if that can be helped.</summary>
    /// <param name="deadlineMs">When to return at the latest.</param>
    /// <returns>What time it is then.</returns>
    public virtual long IdleUntilExactly(long deadlineMs)
    {
        IdleUntil(deadlineMs);
        return NowMs;
    }

    /// <summary>As <see cref="IdleUntil"/>, for so long from now on: a board can wait without asking for the time.</summary>
    /// <param name="durationMs">How long at most, in milliseconds.</param>
    internal virtual void IdleFor(int durationMs) => IdleUntil(NowMs + durationMs);

    /// <summary>Ends <see cref="IdleUntil"/>. Other threads and interrupts may call it.</summary>
    public abstract void Wake();
}
