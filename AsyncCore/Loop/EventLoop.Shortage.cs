using System;

namespace AsyncCore;

/// <content>What a task costs that runs out of memory: itself, and not the loop. All that tells of it is there in advance.</content>
public sealed partial class EventLoop
{
    /// <summary>Room for the calls that carry an exception out of a task, for which a board takes memory, too, and for the names of a dozen async methods.</summary>
    private const int ReserveBytes = 1536;

    /// <summary>One serves all tasks: it ends whose turn it is.</summary>
    private readonly ShortageEnd shortageEnd = new ShortageEnd(null, Root);

    /// <summary>One serves all tasks: it tells of whose turn it is.</summary>
    private readonly FailureReport reportWithoutWords = new FailureReport(new ShortageEnd(null, Root), string.Empty);

    /// <summary>Given up when memory is out; null until the task that ran out of it has let go of what it held.</summary>
    private byte[] reserve = new byte[ReserveBytes];

    /// <summary>The task that ran out of memory has let go of what it held. If others hold the rest, the next such end tries again.</summary>
    internal void RestoreReserve()
    {
        try
        {
            reserve ??= new byte[ReserveBytes];
        }
        catch (OutOfMemoryException)
        {
            // Until then an exception comes out of a task with what memory there is.
        }
    }

    /// <summary>Says in few words what there is no memory to tell in many.</summary>
    private static void TellShortage()
    {
        try
        {
            Console.WriteLine("A task failed, and there is no memory to tell more.");
        }
        catch (OutOfMemoryException)
        {
            // Nor that.
        }
    }

    /// <summary>Puts something small in the place of coroutines that have ended because memory is out, so that what they hold is free before anybody is told.</summary>
    /// <param name="task">The task that they are of.</param>
    /// <param name="ended">The outermost of them.</param>
    /// <returns>False if there is no memory even for that, and somebody awaits them.</returns>
    private bool TryLetGo(Task task, Coroutine ended)
    {
        ShortageEnd end = ShortageEnd.TryMake(ended) ?? (ended.Caller == root ? shortageEnd : null);
        if (end == null)
        {
            return false;
        }

        task.Innermost = end;
        return true;
    }
}
