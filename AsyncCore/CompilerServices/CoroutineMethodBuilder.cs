using System;
using System.Runtime.CompilerServices;

namespace AsyncCore.CompilerServices;

/// <summary>The shape the C# compiler lowers <c>async Coroutine</c> to. The weaver replaces every use of it.</summary>
[CompileTimeOnly]
public struct CoroutineMethodBuilder
{
    /// <summary>The coroutine that the method returns.</summary>
    public Coroutine Task => throw null;

    /// <summary>Makes a builder.</summary>
    /// <returns>A builder.</returns>
    public static CoroutineMethodBuilder Create() => throw null;

    /// <summary>Would start the method; a woven coroutine starts when it is awaited.</summary>
    /// <param name="stateMachine">The method's state.</param>
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => throw null;

    /// <summary>Part of the compiler's contract.</summary>
    /// <param name="stateMachine">The heap copy of the state machine.</param>
    public void SetStateMachine(IAsyncStateMachine stateMachine) => throw null;

    /// <summary>Ends the method with an exception.</summary>
    /// <param name="exception">What the method threw.</param>
    public void SetException(Exception exception) => throw null;

    /// <summary>Ends the method.</summary>
    public void SetResult() => throw null;

    /// <summary>Suspends the method until the awaiter is done.</summary>
    /// <param name="awaiter">What is awaited.</param>
    /// <param name="stateMachine">The method's state.</param>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => throw null;

    /// <summary>Suspends the method until the awaiter is done.</summary>
    /// <param name="awaiter">What is awaited.</param>
    /// <param name="stateMachine">The method's state.</param>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => throw null;
}
