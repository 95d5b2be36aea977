using System;

namespace AsyncCore;

/// <content>The end of a loop's life: cancel what is left, close.</content>
public sealed partial class EventLoop
{
    private bool isDraining;
    private Task[] cancelledBatch;
    private int sizeOfBatch;
    private int endedOfBatch;

    /// <summary>True once <see cref="Close"/> was called. In asyncio: <c>is_closed()</c>.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True when the tasks that <see cref="CancelRemaining"/> has cancelled have ended; those that they created meanwhile come next.</summary>
    private bool IsBatchOver
    {
        get
        {
            while (endedOfBatch < sizeOfBatch && cancelledBatch[endedOfBatch].IsDone)
            {
                endedOfBatch++;
            }

            return endedOfBatch == sizeOfBatch;
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

    /// <summary>Cancels all tasks and runs them until they have ended.</summary>
    /// <returns>What made that impossible, or null.</returns>
    private Exception CancelRemaining()
    {
        isDraining = true;
        Exception error = null;
        while (error == null && (last != null || HasTasks))
        {
            cancelledBatch = AllTasks();
            endedOfBatch = 0;
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
        cancelledBatch = null;
        return error;
    }

    /// <summary>Cancels as many tasks as there is memory for; the ends of those make room for the next batch.</summary>
    private void CancelBatch()
    {
        sizeOfBatch = 0;
        try
        {
            while (sizeOfBatch < cancelledBatch.Length)
            {
                cancelledBatch[sizeOfBatch].Cancel();
                sizeOfBatch++;
            }
        }
        catch (OutOfMemoryException)
        {
            if (sizeOfBatch == 0)
            {
                throw;
            }
        }
    }
}
