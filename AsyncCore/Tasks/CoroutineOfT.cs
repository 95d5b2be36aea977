using System.ComponentModel;
using System.Runtime.CompilerServices;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>The call of an <c>async</c> method that returns a value. Exists for the compiler; woven code knows <see cref="Coroutine"/> only.</summary>
/// <typeparam name="T">What the method returns.</typeparam>
[CompileTimeOnly]
[AsyncMethodBuilder(typeof(CoroutineMethodBuilder<>))]
public abstract class Coroutine<T> : Coroutine
{
    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Coroutine<T> GetAwaiter() => throw null;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    /// <returns>What the method returned.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new T GetResult() => throw null;
}
