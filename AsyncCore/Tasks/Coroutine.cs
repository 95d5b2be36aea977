using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// The call of an <c>async</c> method: nothing of it has run until it is awaited or made a task.
/// </summary>
/// <remarks>
/// <para>Awaiting it runs it at once in the same task. It can be awaited once. In asyncio: a coroutine object.</para>
/// <para>
/// The compiler's state machine for the method is the coroutine: the weaver derives it from this class. That makes
/// one object for each call: this one's two fields, and the method's parameters and locals that live across an await.
/// </para>
/// </remarks>
[AsyncMethodBuilder(typeof(CoroutineMethodBuilder))]
public abstract class Coroutine : Awaitable
{
    /// <summary>Whom to resume at the end: the coroutine that awaits this one, or <see cref="Root"/> if that is a task.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Coroutine Caller;

    /// <summary>Makes a coroutine that has not started.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Coroutine()
        : base(Unstarted)
    {
    }

    /// <summary>The caller of a task's outermost coroutine.</summary>
    internal static Coroutine Root => EventLoop.Root;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Coroutine GetAwaiter() => this;

    /// <summary>Runs up to the next await. Called by the loop only.</summary>
    /// <returns>What it waits for; null at its end, when <see cref="Awaitable.State"/> is negative.</returns>
    /// <remarks>What it throws is what it ends with.</remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract Awaitable MoveNext();

    /// <summary>The result of a task's outermost coroutine, in a box if need be. Overridden by the weaver. Called by the loop only.</summary>
    /// <returns>What the method returned, or null.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual object TakeResult()
    {
        object result = Trampoline.Result;
        Trampoline.Result = null;
        return result;
    }

    /// <summary>
    /// True if the coroutine must be resumed when what it awaits has failed: because it awaits within a <c>try</c>. Overridden by the weaver where there is one.
    /// Called by the loop only, and only when something was thrown.
    /// </summary>
    /// <param name="state">The number of the await.</param>
    /// <returns>False if the exception may go to the caller at once.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual bool HandlesFaultAt(int state) => false;

    /// <summary>Ends the coroutine with an exception, which the loop carries to the caller. Called by woven code only.</summary>
    /// <param name="exception">What the method threw.</param>
    /// <remarks>It must not resume anybody: it is called within a catch block.</remarks>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void SetException(Exception exception)
    {
        State = Faulted;
        Trampoline.Fault = exception;
    }

    internal override string Describe() => MethodName.Of(GetType().Name);
}
