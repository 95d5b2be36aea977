using System;
using System.Collections;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// A scope that owns tasks: it ends when they have all ended; when one fails, or the scope is left by an exception, it cancels the rest and waits
/// for their cleanup. In asyncio: <c>TaskGroup</c>.
/// </summary>
/// <example>
/// <code>
/// await TaskGroup.Run(async group =>
/// {
///     _ = group.CreateTask(Blink());
///     _ = group.CreateTask(Serve());
/// });
/// </code>
/// </example>
public sealed class TaskGroup : ITaskOwner
{
    private readonly Task owner;
    private readonly int cancellationsBefore;
    private readonly TaskLine finished;
    private GroupTask first;
    private GroupTask last;
    private Exception firstFailure;
    private ArrayList furtherFailures;
    private bool isCancelling;
    private bool isInBody = true;
    private bool interruptedBody;

    private TaskGroup(Task owner)
    {
        this.owner = owner;
        finished = new TaskLine(this);
        cancellationsBefore = owner.Cancellations;
    }

    /// <summary>What runs within a group.</summary>
    /// <param name="group">The group, to create tasks in.</param>
    /// <returns>The body; the group's tasks outlive it.</returns>
    public delegate Coroutine Body(TaskGroup group);

    /// <summary>Runs a body, and then waits for the tasks that it created. In asyncio: <c>async with TaskGroup()</c>.</summary>
    /// <param name="body">Creates the tasks.</param>
    /// <returns>What to await.</returns>
    /// <exception cref="TaskGroupException">The body or tasks failed; it holds every failure.</exception>
    public static async Coroutine Run(Body body)
    {
        TaskGroup group = new TaskGroup(Asyncio.CurrentTask);
        bool cancelled = await group.RunBody(body);
        while (group.first != null)
        {
            try
            {
                await group.finished;
            }
            catch (CancelledException)
            {
                cancelled = true;
                group.CancelAll();
            }
        }

        if (group.firstFailure != null)
        {
            if (cancelled && group.owner.IsCancelledSince(group.cancellationsBefore))
            {
                // The failures come first; the next await tells of the cancellation, unless it was a deadline's whose scope has been left by then.
                EventLoop.Current.CancelAfterTurn(group.owner);
            }

            throw new TaskGroupException(group.Failures());
        }

        if (cancelled)
        {
            throw new CancelledException();
        }
    }

    /// <summary>Puts a coroutine on the loop as one of the group's tasks. In asyncio: <c>create_task()</c>.</summary>
    /// <param name="coroutine">The coroutine.</param>
    /// <returns>The task.</returns>
    /// <exception cref="InvalidOperationException">The group has ended, or is cancelling its tasks.</exception>
    public Task CreateTask(Coroutine coroutine) => CreateTask(coroutine, null);

    /// <inheritdoc cref="CreateTask(Coroutine)"/>
    [CompileTimeOnly]
    public Task<T> CreateTask<T>(Coroutine<T> coroutine) => throw null;

    /// <summary>Puts a coroutine on the loop as one of the group's tasks, under a name. In asyncio: <c>create_task(coro, name=...)</c>.</summary>
    /// <param name="coroutine">The coroutine; it must not have been awaited.</param>
    /// <param name="name">The task's name in reports; null for that of the async method.</param>
    /// <returns>The task.</returns>
    /// <exception cref="InvalidOperationException">The group has ended, or is cancelling its tasks.</exception>
    public Task CreateTask(Coroutine coroutine, string name)
    {
        if (isCancelling || (!isInBody && first == null))
        {
            Trampoline.Excuse(coroutine);
            throw new InvalidOperationException("This task group has ended or is ending; it takes no more tasks.");
        }

        EventLoop loop = EventLoop.Current;
        GroupTask task = new GroupTask(coroutine, name, TaskTimes.Begin(loop), this);
        loop.Start(task);
        Add(task);
        return task;
    }

    /// <inheritdoc cref="CreateTask(Coroutine, string)"/>
    [CompileTimeOnly]
    public Task<T> CreateTask<T>(Coroutine<T> coroutine, string name) => throw null;

    /// <summary>Makes the wait for anything that can be awaited one of the group's tasks.</summary>
    /// <param name="awaitable">A task among them belongs to the group from then on: its failure is the group's, and the group cancels it.</param>
    /// <returns>The task.</returns>
    /// <exception cref="InvalidOperationException">The group has ended, or is cancelling its tasks.</exception>
    public Task CreateTask(Awaitable awaitable) => CreateTask(awaitable as Coroutine ?? new AwaitableWrapper(awaitable), null);

    /// <summary>One of the tasks has ended.</summary>
    /// <returns>True, for the group tells of its failures, unless there is no memory to keep this one.</returns>
    bool ITaskOwner.NoteEnd(Task task)
    {
        Remove((GroupTask)task);
        bool isSeen = task.State != Awaitable.Faulted || Fail(task.Fault);

        if (first == null)
        {
            finished.WakeAll();
        }

        return isSeen;
    }

    /// <summary>Runs the body.</summary>
    /// <returns>True if it was cancelled, and not by the group.</returns>
    private async Coroutine<bool> RunBody(Body body)
    {
        bool cancelled = false;
        Exception failure = null;
        try
        {
            await body(this);
        }
        catch (CancelledException)
        {
            cancelled = true;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        isInBody = false;
        if (interruptedBody)
        {
            cancelled = owner.Uncancel(cancellationsBefore);
        }

        if (failure != null)
        {
            Fail(failure);
        }
        else if (cancelled && !isCancelling)
        {
            CancelAll();
        }

        return cancelled;
    }

    private Exception[] Failures()
    {
        Exception[] all = new Exception[furtherFailures == null ? 1 : furtherFailures.Count + 1];
        all[0] = firstFailure;
        for (int i = 1; i < all.Length; i++)
        {
            all[i] = (Exception)furtherFailures[i - 1];
        }

        return all;
    }

    /// <returns>False if there is no memory to keep it.</returns>
    private bool Fail(Exception failure)
    {
        bool isKept = TryKeep(failure);
        if (!isCancelling)
        {
            CancelAll();
        }

        if (isInBody && !interruptedBody)
        {
            interruptedBody = true;
            owner.Cancel();
        }

        return isKept;
    }

    /// <summary>The first needs no memory: that may be what it is about.</summary>
    private bool TryKeep(Exception failure)
    {
        if (firstFailure == null)
        {
            firstFailure = failure;
            return true;
        }

        try
        {
            furtherFailures ??= new ArrayList();
            furtherFailures.Add(failure);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private void CancelAll()
    {
        isCancelling = true;
        for (GroupTask task = first; task != null; task = task.NextOfGroup)
        {
            task.CancelChild();
        }
    }

    private void Add(GroupTask task)
    {
        task.PreviousOfGroup = last;
        if (last == null)
        {
            first = task;
        }
        else
        {
            last.NextOfGroup = task;
        }

        last = task;
    }

    private void Remove(GroupTask task)
    {
        GroupTask next = task.NextOfGroup;
        GroupTask previous = task.PreviousOfGroup;
        if (previous == null)
        {
            first = next;
        }
        else
        {
            previous.NextOfGroup = next;
        }

        if (next == null)
        {
            last = previous;
        }
        else
        {
            next.PreviousOfGroup = previous;
        }

        // Somebody may keep the task, and is not to keep those that it was with.
        task.NextOfGroup = null;
        task.PreviousOfGroup = null;
    }

    /// <summary>One of the group's tasks, which are linked through themselves: so the end of one costs the same, however many there are.</summary>
    private sealed class GroupTask : OwnedTask
    {
        internal GroupTask NextOfGroup;
        internal GroupTask PreviousOfGroup;

        private readonly string name;
        private readonly TaskTimes times;

        internal GroupTask(Coroutine coroutine, string name, TaskTimes times, TaskGroup group)
            : base(coroutine, group)
        {
            this.name = name;
            this.times = times;
        }

        public override string Name => name ?? base.Name;

        internal override TaskTimes Times => times;
    }

    /// <summary>Where the owner waits for the tasks.</summary>
    private sealed class TaskLine : WaitQueue
    {
        private readonly TaskGroup group;

        internal TaskLine(TaskGroup group) => this.group = group;

        /// <summary>Part of the await pattern: the type tells the weaver that the wait has no result.</summary>
        public new TaskLine GetAwaiter() => this;

        internal override Task AwaitedTask(int index)
        {
            GroupTask task = group.first;
            for (; index > 0 && task != null; index--)
            {
                task = task.NextOfGroup;
            }

            return task;
        }

        internal override string Describe() => "the tasks of a group";
    }
}
