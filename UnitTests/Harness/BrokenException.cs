using System;

namespace UnitTests;

/// <summary>What the tests' coroutines fail with when they are told to fail.</summary>
internal sealed class BrokenException : Exception
{
    internal BrokenException(string message)
        : base(message)
    {
    }
}
