using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Remembers of the last exception through which async methods it has come. On a board that is all that is known: the runtime's own stack trace ends
/// at the loop. The virtual board knows more, and writes it into the exception itself.
/// </summary>
internal static class FaultTrace
{
    private const int MaxMethods = 16;

    /// <summary>What the virtual board puts here is told of each exception that a coroutine throws; null on a board.</summary>
    internal static Observer Observed;

    private static Exception last;
    private static Task lastTask;
    private static Type[] methods;
    private static int count;

    /// <summary>Is told of an exception.</summary>
    /// <param name="fault">The exception.</param>
    /// <param name="thrower">The coroutine that threw it.</param>
    /// <param name="handler">The nearest caller that awaits within a <c>try</c>; those between end with the exception.</param>
    internal delegate void Observer(Exception fault, Coroutine thrower, Coroutine handler);

    /// <summary>A coroutine of the running task threw.</summary>
    /// <inheritdoc cref="Observer"/>
    internal static void Note(Exception fault, Coroutine thrower, Coroutine handler)
    {
        if (Observed != null)
        {
            Observed(fault, thrower, handler);
        }
        else if (fault is not CancelledException)
        {
            TryNote(fault, thrower);
        }
    }

    /// <summary>The async methods through which an exception has come.</summary>
    /// <returns>A line each; empty if it is not known.</returns>
    internal static string Of(Exception fault)
    {
        string lines = string.Empty;
        if (fault != null && fault == last)
        {
            for (int i = 0; i < count; i++)
            {
                lines += (i == 0 ? "   at " : "\n   at ") + MethodName.Of(methods[i].Name);
            }
        }

        return lines;
    }

    /// <summary>Prints where an exception comes from that is about to be thrown out of the loop, and forgets it.</summary>
    internal static void Print(Exception fault)
    {
        try
        {
            string lines = Of(fault);
            if (lines.Length > 0)
            {
                Console.WriteLine(lines);
            }
        }
        catch (OutOfMemoryException)
        {
            // The exception itself tells more.
        }

        last = null;
        lastTask = null;
    }

    /// <summary>Notes as many methods as there is memory for.</summary>
    private static void TryNote(Exception fault, Coroutine thrower)
    {
        try
        {
            Note(fault, thrower);
        }
        catch (OutOfMemoryException)
        {
            // The trace ends here.
        }
    }

    /// <summary>
    /// The first time, all who await the thrower are noted; when it is thrown again on its way out of the same task there is nothing to add. In another task, or
    /// as the cause of another exception, what was noted stays.
    /// </summary>
    private static void Note(Exception fault, Coroutine thrower)
    {
        Task task = Trampoline.Running;
        if (last == null || (fault != last && fault.InnerException != last))
        {
            count = 0;
            methods ??= new Type[MaxMethods];
        }
        else if (fault == last && task == lastTask)
        {
            return;
        }

        last = fault;
        lastTask = task;
        for (Coroutine coroutine = thrower; coroutine != Coroutine.Root && count < MaxMethods; coroutine = coroutine.Caller)
        {
            methods[count] = coroutine.GetType();
            count++;
        }
    }
}
