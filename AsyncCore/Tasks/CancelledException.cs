using System;

namespace AsyncCore;

/// <summary>
/// Thrown into a task at its current await when it is cancelled. In asyncio: <c>CancelledError</c>.
/// </summary>
/// <remarks>
/// C# has no exception outside <see cref="Exception"/>, so a broad catch sees this one too. Let it pass:
/// <c>catch (Exception e) when (e is not CancelledException)</c>.
/// </remarks>
public class CancelledException : Exception
{
    /// <summary>Makes the exception with its usual message.</summary>
    public CancelledException()
        : base("The task was cancelled.")
    {
    }

    /// <summary>Makes the exception with a message of its own.</summary>
    /// <param name="message">Why it was cancelled.</param>
    public CancelledException(string message)
        : base(message)
    {
    }
}
