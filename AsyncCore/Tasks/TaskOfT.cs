using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>A task that returns a value. Exists for the compiler; woven code knows <see cref="Task"/> only.</summary>
/// <typeparam name="T">What the task returns.</typeparam>
[CompileTimeOnly]
public class Task<T> : Task
{
    private Task()
        : base(null)
    {
    }

    /// <summary>What the task returned. In asyncio: <c>result()</c>.</summary>
    /// <exception cref="System.InvalidOperationException">The task has not ended.</exception>
    /// <exception cref="CancelledException">The task was cancelled.</exception>
    public new T Result => throw null;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Task<T> GetAwaiter() => throw null;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    /// <returns>What the task returned.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new T GetResult() => throw null;
}
