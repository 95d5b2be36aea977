using System;

namespace AsyncCore;

/// <content>The loop's life: run, cancel what is left, end; and what it tells of failures.</content>
public sealed partial class EventLoop
{
    private static EventLoop running;

    private Task main;
    private Task cancelledInItsTurn;
    private bool isDraining;

    /// <summary>Is told of a task's failure that nobody else will see; null for the default, which prints it. In asyncio: <c>set_exception_handler</c>.</summary>
    public ExceptionHandler ExceptionHandler { get; set; }

    private bool IsOver => isDraining ? Timers.Count == 0 && front.Next == null : main != null && main.IsDone;

    /// <summary>Tells the exception handler; if that fails, the console. In asyncio: <c>call_exception_handler</c>.</summary>
    /// <param name="context">What happened.</param>
    public void Report(ExceptionContext context)
    {
        try
        {
            if (ExceptionHandler != null)
            {
                ExceptionHandler(this, context);
                return;
            }
        }
        catch (Exception exception)
        {
            Print(new ExceptionContext("The exception handler failed", exception, null));
        }

        Print(context);
    }

    /// <summary>Runs a coroutine to its end and then cancels whatever else is left, with their cleanup.</summary>
    internal object Run(Coroutine coroutine)
    {
        if (running != null)
        {
            throw new InvalidOperationException("A loop runs already. Await the coroutine, or give it to CreateTask.");
        }

        running = this;
        Current = this;
        main = new Task(coroutine);
        Exception failure = null;
        try
        {
            Start(main);
            Drive();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        // Not in a finally block: cleanup throws and catches, and the runtime's 64-bit build crashes on that within one.
        failure = Drain() ?? failure;
        Task ended = main;
        main = null;
        Running = null;
        running = null;
        return failure == null ? ended.Result : throw failure;
    }

    /// <summary>The running task has cancelled itself: it hears of it at its next await.</summary>
    internal void CancelAfterTurn(Task task)
    {
        cancelledInItsTurn = task;
        turnsLeft = 0;
    }

    /// <summary>Cancels all tasks and runs them until they have ended.</summary>
    /// <returns>What made that impossible, or null.</returns>
    private Exception Drain()
    {
        isDraining = true;
        try
        {
            while (Timers.Count > 0 || front.Next != null)
            {
                Task[] tasks = Timers.Tasks();
                for (int i = 0; i < tasks.Length; i++)
                {
                    tasks[i].Cancel();
                }

                Drive();
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            isDraining = false;
        }
    }

    private static void Print(ExceptionContext context)
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
    }
}
