using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// The base of everything tasks wait for until somebody wakes them: tasks in the order in which they came, linked without
/// an object of their own. Not for other threads or interrupts: those have <see cref="ThreadSafeFlag"/>.
/// </summary>
public abstract class WaitQueue : Awaitable
{
    private Task head;

    /// <summary>Makes an empty list, for which a task that awaits it will wait.</summary>
    protected WaitQueue()
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

        head = task.Next == null ? null : TaskRing.Remove(task, task);

        EventLoop.Current.MakeReady(task);
        return true;
    }

    /// <summary>Wakes all tasks that wait now, in the order in which they came.</summary>
    [Inlined]
    protected internal void WakeAll()
    {
        Task first = head;
        if (first == null)
        {
            return;
        }

        head = null;
        if (first.Next == null)
        {
            EventLoop.Current.MakeReady(first);
        }
        else
        {
            EventLoop.Current.MakeAllReady(first);
        }
    }

    internal override void AddWaiter(Task task)
    {
        if (head == null)
        {
            head = task;
        }
        else
        {
            TaskRing.Append(head, task);
        }
    }

    internal override void RemoveWaiter(Task task) => head = TaskRing.Remove(head, task);
}
