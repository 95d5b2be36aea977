using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <content>What the loop tells: failures that nobody else sees, and tasks that hold it for too long.</content>
public sealed partial class EventLoop
{
    private SlowTurnWatch watch;

    /// <summary>
    /// Is told of a task's failure that nobody else will see; null for the default. In asyncio: <c>set_exception_handler()</c>.
    /// </summary>
    public ExceptionHandler ExceptionHandler { get; set; }

    /// <summary>True to let any failure that nobody sees end the run, which then throws it: one switch for "fail fast".</summary>
    public bool FailFast { get; set; }

    /// <summary>
    /// True to let tasks that are created from now on know their age. It costs a reading of the clock and some 80 bytes a task. With <see cref="SlowTurnMs"/> they
    /// know, too, how long their turns were and how late they were woken; <see cref="DescribeTasks"/> tells all of it.
    /// </summary>
    public bool TracksAges { get; set; }

    /// <summary>
    /// How long a turn may last before it is reported, in milliseconds; 0, the default, for no such report. It costs two readings of the
    /// clock a turn. In asyncio: <c>slow_callback_duration</c>.
    /// </summary>
    public int SlowTurnMs
    {
        get => watch == null ? 0 : watch.LimitMs;
        set => watch = value <= 0 ? null : new SlowTurnWatch(value);
    }

    /// <summary>The longest turns since <see cref="SlowTurnMs"/> was set, as far as they were reported, for people to read; empty if there were none.</summary>
    public string WorstTurns => watch == null ? "" : watch.Worst.ToString();

    /// <summary>All tasks that have not ended, as a tree of awaits, for people to read; see <see cref="TaskTree"/>. In asyncio: <c>format_call_graph()</c>.</summary>
    /// <returns>Lines: their number, and then one for each task, but not for very many.</returns>
    public string DescribeTasks() => new TaskTree(this).ToString();

    /// <summary>
    /// The task whose turn it is, with its coroutines: for another thread while a turn lasts for long, as nothing of this changes then. The virtual board finds it by its name.
    /// </summary>
    /// <returns>Null between turns.</returns>
    internal string DescribeRunning()
    {
        Task task = Trampoline.Running;
        return task == null ? null : new TaskDescription(this, null, task).ToString();
    }

    /// <summary>Tells the exception handler. What the handler itself throws is told, too, and does not end the loop. In asyncio: <c>call_exception_handler()</c>.</summary>
    /// <param name="context">What happened.</param>
    public void Report(ExceptionContext context)
    {
        if (FailFast && context.Exception != null)
        {
            failure ??= context.Exception;
        }

        if (ExceptionHandler == null)
        {
            DefaultExceptionHandler(context);
            return;
        }

        try
        {
            ExceptionHandler(this, context);
        }
        catch (Exception exception)
        {
            DefaultExceptionHandler(new ExceptionContext("The exception handler failed", exception, null));
            DefaultExceptionHandler(context);
        }
    }

    /// <summary>Tells the exception handler of the failure of a task; if there is no memory for that, prints that there was one.</summary>
    internal void ReportFailure(Task task, string trace)
    {
        try
        {
            Report(new ExceptionContext("Task failed, and nobody awaits it", task.Fault, task) { Trace = trace });
        }
        catch (OutOfMemoryException)
        {
            if (FailFast)
            {
                failure ??= task.Fault;
            }

            TellShortage();
        }
    }

    /// <summary>Prints what happened, the exception, and the async methods through which it has come. In asyncio: <c>default_exception_handler()</c>.</summary>
    /// <param name="context">What happened.</param>
    public void DefaultExceptionHandler(ExceptionContext context)
    {
        string text = context.Message;
        if (context.Task != null)
        {
            text += " (task " + context.Task.Name + ")";
        }

        Console.WriteLine(text);
        if (context.Exception != null)
        {
            Console.WriteLine(context.Exception.ToString());
        }

        if (context.Trace.Length > 0)
        {
            Console.WriteLine(context.Trace);
        }
    }

    /// <summary>
    /// A native call begins, on whatever thread, that holds up all threads of a board. Whoever makes it reports it; until <see cref="EndHold"/> no
    /// task is blamed for a long turn.
    /// </summary>
    internal void BeginHold() => watch?.BeginHold(this);

    /// <summary>The native call has ended.</summary>
    internal void EndHold() => watch?.EndHold(this);

    /// <summary>The commonest slip of beginners: an async method was called, and nobody awaited it.</summary>
    private void ReportUnstarted()
    {
        int count = Trampoline.UnstartedCount;
        Trampoline.UnstartedCount = 0;
        if (count > 0)
        {
            Report(new ExceptionContext(
                count + (count == 1 ? " coroutine was" : " coroutines were") + " called but never awaited, so that nothing of it has run.", null, null));
        }
    }
}
