using System;

namespace AsyncCore;

/// <summary>
/// Stands in a task's chain for coroutines that have ended because memory is out, and ends in their place, in the same turn: their caller, or the task's owner,
/// hears of it when what they held is free.
/// </summary>
internal sealed class ShortageEnd : Coroutine
{
    /// <summary>Of the outermost of them: its name takes more memory than there may be.</summary>
    private readonly Type type;

    internal ShortageEnd(Type type, Coroutine caller)
    {
        this.type = type;
        Caller = caller;
        State = Faulted;
    }

    /// <summary>The exception is on its way already.</summary>
    public override Awaitable MoveNext()
    {
        EventLoop.Current.RestoreReserve();
        return null;
    }

    /// <summary>Makes one for coroutines that have ended.</summary>
    /// <param name="ended">The outermost of them.</param>
    /// <returns>Null if there is no memory even for that.</returns>
    internal static ShortageEnd TryMake(Coroutine ended)
    {
        try
        {
            return new ShortageEnd(ended.GetType(), ended.Caller);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    internal override string Describe() => type == null ? "(out of memory)" : MethodName.Of(type.Name);
}
