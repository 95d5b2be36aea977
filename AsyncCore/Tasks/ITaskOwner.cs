namespace AsyncCore;

/// <summary>Is told of the end of each task that it owns, however that comes: a task that is cancelled before its first turn runs no line of its coroutine.</summary>
internal interface ITaskOwner
{
    /// <summary>One of its tasks has ended. Those who await the task are ready by now.</summary>
    /// <param name="task">The task.</param>
    /// <returns>True if the owner sees to how it ended; else a failure that nobody else will see goes to the exception handler.</returns>
    bool NoteEnd(Task task);
}
