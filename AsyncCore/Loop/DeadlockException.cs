using System;

namespace AsyncCore;

/// <summary>Every task waits for something that only another task could bring, so that none will ever go on.</summary>
public class DeadlockException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Who waits for what.</param>
    public DeadlockException(string message)
        : base(message)
    {
    }
}
