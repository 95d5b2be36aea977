using System;
using System.ComponentModel;

namespace AsyncCore.CompilerServices;

/// <summary>
/// What woven code and the event loop hand each other at an await. Only the weaver should need it.
/// </summary>
/// <remarks>
/// <para>
/// A coroutine never calls the coroutine that it awaits, nor is it called back by it: it returns to the loop, which
/// calls the next one. So an await needs neither stack nor exception handlers of its own, of which the runtime
/// has six per thread.
/// </para>
/// <code>
///   await      State = where to go on; return what is awaited to the loop
///   return     Result or Int32Result = the value, State = Finished; return null
///   throw      the loop catches it: Fault = the exception, State = Faulted
///   resumed    Running.WaitingOn is what was awaited; Fault, or else Result or Int32Result, is how it ended
/// </code>
/// <para>
/// The fields can be static because nothing runs between the end of a coroutine and the next step of its caller.
/// A value that fits in an <c>int</c> travels in <see cref="Int32Result"/>, so that it needs no box; then <see cref="Result"/> is null.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Trampoline
{
    /// <summary>A sleep of no time. It holds nothing, so one serves all.</summary>
    public static readonly SleepOperation NoTime = new SleepOperation(Awaitable.Turn);

    /// <summary>A sleep of no time before which the loop looks at the world outside, for a sleeper's time has come.</summary>
    internal static readonly SleepOperation Look = new SleepOperation(Awaitable.Turn);

    /// <summary>The task whose turn it is; null between turns.</summary>
    public static Task Running;

    /// <summary>The value with which the awaited coroutine ended, or null.</summary>
    public static object Result;

    /// <summary>The value with which the awaited coroutine ended, if it is a small integer and <see cref="Result"/> is null.</summary>
    public static int Int32Result;

    /// <summary>The exception with which the awaited operation ended, or null.</summary>
    public static Exception Fault;

    /// <summary>How many coroutines were called and have not started, as far as debug builds count them.</summary>
    internal static int UnstartedCount;

    /// <summary>Counts the call of an async method. Called by woven code of debug builds only.</summary>
    public static void NoteCall() => UnstartedCount++;

    /// <summary>Counts the start of an async method. Called by woven code of debug builds only, at each turn.</summary>
    /// <param name="state">The coroutine's state at the beginning of the turn.</param>
    public static void NoteTurn(int state)
    {
        if (state == Awaitable.Unstarted)
        {
            NoteStart();
        }
    }

    /// <summary>A coroutine has started, or is excused from it: its task was cancelled first.</summary>
    internal static void NoteStart()
    {
        if (UnstartedCount > 0)
        {
            UnstartedCount--;
        }
    }

    /// <summary>A coroutine was refused: that is told by an exception, and not once more as one that was never awaited.</summary>
    /// <param name="awaitable">What was refused.</param>
    internal static void Excuse(Awaitable awaitable)
    {
        if (awaitable is Coroutine { State: Awaitable.Unstarted, Caller: null })
        {
            NoteStart();
        }
    }

    /// <summary>Throws what the awaited operation ended with, if it failed or if its waiter was cancelled.</summary>
    public static void ThrowIfFaulted()
    {
        if (Fault != null)
        {
            Throw();
        }
    }

    /// <summary>Throws <see cref="Fault"/> and forgets it, and what was awaited in vain.</summary>
    public static void Throw()
    {
        Exception fault = Fault;
        Fault = null;
        Running.WaitingOn = null;
        throw fault;
    }

    /// <summary>Ends the await of a coroutine that returns an object.</summary>
    /// <returns>The coroutine's result.</returns>
    public static object TakeResult()
    {
        if (Fault != null)
        {
            Throw();
        }

        object result = Result;
        Result = null;
        return result;
    }

    /// <summary>Ends the await of a coroutine that returns an integer of at most 32 bits, a bool, a char or an enumeration of <c>int</c>.</summary>
    /// <returns>The coroutine's result.</returns>
    public static int TakeInt32()
    {
        if (Fault != null)
        {
            Throw();
        }

        if (Result == null)
        {
            return Int32Result;
        }

        object boxed = Result;
        Result = null;
        return ToInt32(boxed);
    }

    /// <summary>Takes a small integer, a bool, a char or an enumeration of <c>int</c> out of its box.</summary>
    /// <param name="boxed">The box.</param>
    /// <returns>The value as it stands on the evaluation stack.</returns>
    public static int ToInt32(object boxed) => boxed switch
    {
        int value => value,
        bool value => value ? 1 : 0,
        byte value => value,
        char value => value,
        short value => value,
        ushort value => value,
        uint value => (int)value,
        sbyte value => value,
        _ => (int)boxed,
    };
}
