namespace AsyncCore;

/// <summary>
/// Operations of one kind, coroutines written by hand, that have ended and serve again, so that in the steady state none is made: as many as there ever
/// were at the same time.
/// </summary>
/// <remarks>
/// An operation needs no field for this: those that wait here are linked through <see cref="Coroutine.Caller"/>. Only the newest keeps its caller, for it
/// comes back from its last step, after which the loop still asks whom to resume.
/// </remarks>
internal sealed class SpareOperations
{
    private Coroutine newest;
    private Coroutine others;

    /// <summary>Takes one out, as new.</summary>
    /// <returns>The operation; null if there is none, and one has to be made.</returns>
    internal Coroutine Take()
    {
        Coroutine operation = newest;
        if (operation != null)
        {
            newest = null;
        }
        else
        {
            operation = others;
            if (operation == null)
            {
                return null;
            }

            others = operation.Caller;
        }

        operation.State = Awaitable.Unstarted;
        operation.Caller = null;
        return operation;
    }

    /// <summary>Keeps one that has ended. Not if it was made a task: the task has its name for as long as anybody keeps the task.</summary>
    /// <param name="operation">The operation; it holds on to nothing any more.</param>
    internal void Return(Coroutine operation)
    {
        if (operation.Caller == Coroutine.Root)
        {
            return;
        }

        if (newest != null)
        {
            newest.Caller = others;
            others = newest;
        }

        newest = operation;
    }
}
