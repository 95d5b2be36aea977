using System;

namespace AsyncCore;

/// <content>What a task costs that runs out of memory: itself, and not the loop. All that tells of it is there in advance.</content>
public sealed partial class EventLoop
{
    /// <summary>
    /// Room for the calls that carry an exception out of a task, for which a board takes memory, too, and for the names of a dozen async methods. In pieces: when
    /// something lasting has come to lie in their midst, all but one can be had again.
    /// </summary>
    private const int ReservePieces = 12;

    /// <summary>With what belongs to an array, 132 bytes.</summary>
    private const int ReservePieceLength = 10;

    /// <summary>
    /// Given up when memory is out; null until what was short of it has let go. It is a field of all loops and not behind a property, because to give it up must take no
    /// memory, as each call does. Each piece leads to the next.
    /// </summary>
    internal static object[] Reserve;

    private static int reserveCount;

    /// <summary>One serves all tasks: it ends whose turn it is.</summary>
    private readonly ShortageEnd shortageEnd = new ShortageEnd(null, Root);

    /// <summary>One serves all tasks: it tells of whose turn it is.</summary>
    private readonly FailureReport reportWithoutWords = new FailureReport(new ShortageEnd(null, Root), string.Empty);

    private readonly Task tellerTask;

    /// <summary>Tells tasks of their cancellations for which there is no memory.</summary>
    internal ShortageTeller Teller { get; }

    /// <summary>A task is marked: it is to hear of its cancellation.</summary>
    internal void TellLater()
    {
        if (tellerTask.Next == null)
        {
            MakeReady(tellerTask);
        }
    }

    /// <summary>Lets one of the tasks that are marked hear of its cancellation.</summary>
    /// <returns>False if there is none.</returns>
    internal bool TryTellNext(CancelDelivery delivery)
    {
        Task task = FindMarked(Task.ToHearLater);
        task?.HearOfCancel(delivery);
        return task != null;
    }

    /// <summary>What ran out of memory has let go of what it held. If others hold the rest, the next such end tries again.</summary>
    internal void RestoreReserve()
    {
        if (isDraining || CancelDelivery.IsShort)
        {
            // It is in use.
            return;
        }

        reserveCount = Reserve == null ? 0 : reserveCount;
        try
        {
            while (reserveCount < ReservePieces)
            {
                object[] piece = new object[ReservePieceLength];
                piece[0] = Reserve;
                Reserve = piece;
                reserveCount++;
            }
        }
        catch (OutOfMemoryException)
        {
            // Until then an exception comes out of a task with what memory there is.
        }
    }

    /// <summary>A task has cancelled itself in its last turn.</summary>
    private CancelledException MakeCancelled()
    {
        try
        {
            return new CancelledException();
        }
        catch (OutOfMemoryException)
        {
            return Teller.Exception;
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
