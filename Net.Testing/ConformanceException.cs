using System;

namespace AsyncCore.Net.Testing;

/// <summary>A transport does not keep what streams rely on.</summary>
public class ConformanceException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, and what came instead.</param>
    public ConformanceException(string message)
        : base(message)
    {
    }

    internal static void Unless(bool isSo, string expectation)
    {
        if (!isSo)
        {
            throw new ConformanceException(expectation);
        }
    }
}
