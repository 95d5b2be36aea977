using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>An event that carries a value to all that wait for it: a broadcast.</summary>
public sealed class Message : WaitQueue
{
    /// <summary>True if it is set.</summary>
    public bool IsSet => State == Finished;

    /// <summary>The value that was set last; null before the first.</summary>
    public object Value { get; private set; }

    /// <summary>Sets the value and wakes all that wait now, even if it is cleared before they run.</summary>
    /// <param name="value">What they get.</param>
    public void Set(object value)
    {
        Value = value;
        State = Finished;
        WakeAll();
    }

    /// <summary>Whoever waits from now on waits for the next <see cref="Set"/>. The value stays for those who were woken.</summary>
    public void Clear() => State = Waiting;

    /// <summary>Waits until it is set; not at all if it is.</summary>
    /// <returns>What to await; its result is the value.</returns>
    public Message Wait() => this;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Message GetAwaiter() => this;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    /// <returns>The value.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new object GetResult()
    {
        Trampoline.ThrowIfFaulted();
        return Value;
    }

    internal override void Conclude() => Trampoline.Result = Value;
}
