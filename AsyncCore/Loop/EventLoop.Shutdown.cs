using System;

namespace AsyncCore;

/// <content>The end of a loop's life: cancel what is left, close.</content>
public sealed partial class EventLoop
{
    private bool isDraining;

    /// <summary>One of the tasks that <see cref="CancelRemaining"/> has cancelled and that had not ended at the last look.</summary>
    private Task leftOver;

    private int placeLookedAt;

    /// <summary>True once <see cref="Close"/> was called. In asyncio: <c>is_closed()</c>.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True when the tasks that <see cref="CancelRemaining"/> has cancelled have ended; those that they created meanwhile come next.</summary>
    private bool IsBatchOver
    {
        get
        {
            if (leftOver == null || leftOver.IsDone)
            {
                leftOver = FindMarked(Task.LeftOver);
            }

            return leftOver == null;
        }
    }

    /// <summary>Cancels what is left, and lets nobody run it any more. Closing twice is fine. In asyncio: <c>close()</c>.</summary>
    /// <exception cref="InvalidOperationException">It runs.</exception>
    public void Close()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("A loop that runs cannot be closed. Stop it first.");
        }

        if (IsClosed)
        {
            return;
        }

        Begin();
        Exception error = CancelRemaining() ?? failure;
        Finish();
        IsClosed = true;
        if (error != null)
        {
            FaultTrace.Print(error);
            throw error;
        }
    }

    /// <summary>Cancels all tasks and runs them until they have ended. It needs no memory: that may be what the run ends for.</summary>
    /// <returns>What made that impossible, or null.</returns>
    private Exception CancelRemaining()
    {
        isDraining = true;
        Exception error = null;
        while (error == null && (last != null || HasTasks))
        {
            try
            {
                CancelBatch();
                RunReady();
            }
            catch (Exception exception)
            {
                error = exception;
            }
        }

        Timers.RemoveAlarms();
        isDraining = false;
        leftOver = null;
        for (Task task = FindMarked(Task.LeftOver); task != null; task = FindMarked(Task.LeftOver))
        {
            task.ForgetLeftOver();
        }

        CancelDelivery.IsShort = false;
        RestoreReserve();
        return error;
    }

    /// <summary>Cancels each task once: the sleepers in the order of their deadlines, then those that wait, then those that are ready and have never waited.</summary>
    private void CancelBatch()
    {
        for (int place = 1; place <= Timers.Count;)
        {
            if (Timers.At(place) is Task task && !task.IsMarked(Task.LeftOver))
            {
                // Its deadline goes, and so another comes into its place.
                task.CancelLeftOver();
            }
            else
            {
                place++;
            }
        }

        Task end = last;
        for (Task task = end; task != null;)
        {
            task = task.Next;
            if (!task.IsDone && !task.IsMarked(Task.LeftOver))
            {
                task.CancelLeftOver();
            }

            if (task == end)
            {
                break;
            }
        }
    }

    /// <summary>Finds a task that has not ended and bears a mark. It goes on where it was found the last time, so that each of many is not looked for among all.</summary>
    /// <returns>The task, or null.</returns>
    private Task FindMarked(int mark)
    {
        for (int i = Timers.Count; i > 0; i--)
        {
            placeLookedAt = placeLookedAt < Timers.Count ? placeLookedAt + 1 : 1;
            if (Timers.At(placeLookedAt) is Task task && task.IsMarked(mark))
            {
                return task;
            }
        }

        Task end = last;
        for (Task task = end; task != null;)
        {
            task = task.Next;
            if (task.IsMarked(mark))
            {
                return task;
            }

            if (task == end)
            {
                break;
            }
        }

        return null;
    }
}
