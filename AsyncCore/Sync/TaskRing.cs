namespace AsyncCore;

/// <summary>
/// Tasks that wait for the same thing, first come first: a ring linked through the tasks themselves, known by its head. One that waits alone, as most do, has no links.
/// A task is in one ring or in the ready queue, never in both.
/// </summary>
internal static class TaskRing
{
    /// <summary>Adds a task at the end of a ring that has a head.</summary>
    internal static void Append(Task head, Task task)
    {
        Task tail = head.Previous ?? head;
        task.Next = head;
        task.Previous = tail;
        tail.Next = task;
        head.Previous = task;
    }

    /// <summary>Takes a task out.</summary>
    /// <returns>The ring's head, or null if the ring is empty now.</returns>
    internal static Task Remove(Task head, Task task)
    {
        Task next = task.Next;
        if (next == null)
        {
            return null;
        }

        Task previous = task.Previous;
        if (next == previous)
        {
            // One is left.
            next.Next = null;
            next.Previous = null;
        }
        else
        {
            previous.Next = next;
            next.Previous = previous;
        }

        task.Next = null;
        task.Previous = null;
        return head == task ? next : head;
    }
}
