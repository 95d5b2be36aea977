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
public sealed class TaskGroup
{
    private readonly Task owner;
    private readonly ArrayList tasks = new ArrayList();
    private readonly NamedWaitQueue finished = new NamedWaitQueue("the tasks of a group");
    private ArrayList failures;
    private bool isCancelling;
    private bool isInBody = true;
    private bool interruptedBody;

    private TaskGroup(Task owner) => this.owner = owner;

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
        while (group.tasks.Count > 0)
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

        if (group.failures != null)
        {
            if (cancelled)
            {
                // The failures come first; the next await tells of the cancellation.
                EventLoop.Current.CancelAfterTurn(group.owner);
            }

            throw new TaskGroupException((Exception[])group.failures.ToArray(typeof(Exception)));
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
        if (isCancelling || (!isInBody && tasks.Count == 0))
        {
            Trampoline.Excuse(coroutine);
            throw new InvalidOperationException("This task group has ended or is ending; it takes no more tasks.");
        }

        EventLoop loop = EventLoop.Current;
        Task task = loop.Start(new GroupTask(coroutine, name, loop.TracksAges ? loop.Clock.NowMs : -1, this));
        tasks.Add(task);
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
    internal void Note(Task task)
    {
        tasks.Remove(task);
        if (task.State == Awaitable.Faulted)
        {
            Fail(task.Fault);
        }

        if (tasks.Count == 0)
        {
            finished.WakeAll();
        }
    }

    /// <summary>Runs the body.</summary>
    /// <returns>True if it was cancelled, and not by the group.</returns>
    private async Coroutine<bool> RunBody(Body body)
    {
        int cancellationsBefore = owner.Cancellations;
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

    private void Fail(Exception failure)
    {
        failures ??= new ArrayList();
        failures.Add(failure);
        if (!isCancelling)
        {
            CancelAll();
        }

        if (isInBody && !interruptedBody)
        {
            interruptedBody = true;
            owner.Cancel();
        }
    }

    private void CancelAll()
    {
        isCancelling = true;
        for (int i = 0; i < tasks.Count; i++)
        {
            ((Task)tasks[i]).Cancel();
        }
    }

    private sealed class GroupTask : NamedTask
    {
        private readonly TaskGroup group;

        internal GroupTask(Coroutine coroutine, string name, long bornMs, TaskGroup group)
            : base(coroutine, name, bornMs)
        {
            this.group = group;
        }

        internal override bool End(object result, Exception fault)
        {
            base.End(result, fault);
            group.Note(this);
            return true;
        }
    }
}
