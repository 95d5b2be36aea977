namespace AsyncCore;

/// <summary>
/// The base of everything tasks wait for until somebody wakes them: tasks in the order in which they came, linked without
/// an object of their own. Not for other threads or interrupts: those have <see cref="ThreadSafeFlag"/>.
/// </summary>
public abstract class WaitList : Awaitable
{
    private Task head;

    /// <summary>Makes an empty list, for which a task that awaits it will wait.</summary>
    protected WaitList()
        : base(Waiting)
    {
    }

    /// <summary>True if at least one task waits.</summary>
    protected internal bool HasWaiters => head != null;

    /// <summary>The task that has waited longest, or null.</summary>
    internal Task First => head;

    /// <summary>Wakes the task that has waited longest, if there is one.</summary>
    /// <returns>True if there was one.</returns>
    protected internal bool WakeFirst()
    {
        Task task = head;
        if (task == null)
        {
            return false;
        }

        head = TaskRing.Remove(task, task);
        EventLoop.Current.MakeReady(task);
        return true;
    }

    /// <summary>Wakes all tasks that wait now, in the order in which they came.</summary>
    protected internal void WakeAll()
    {
        EventLoop loop = EventLoop.Current;
        Task task = head;
        head = null;
        while (task != null)
        {
            Task next = TaskRing.Remove(task, task);
            loop.MakeReady(task);
            task = next;
        }
    }

    /// <summary>Makes a task wait.</summary>
    internal void Append(Task task) => head = TaskRing.Append(head, task);

    internal override void Forget(Task task) => head = TaskRing.Remove(head, task);
}
