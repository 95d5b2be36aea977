using System.IO;

namespace AsyncCore.Net;

/// <summary>The stream ended before everything had come that was asked for. In asyncio: <c>IncompleteReadError</c>.</summary>
public class IncompleteReadException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="partial">What had come.</param>
    /// <param name="expected">How many bytes were asked for; 0 if that was not known.</param>
    public IncompleteReadException(byte[] partial, int expected)
        : base("The stream ended after " + partial.Length + (expected > 0 ? " of " + expected + " bytes." : " bytes, before the separator."))
    {
        Partial = partial;
        Expected = expected;
    }

    /// <summary>What had come before the end. In asyncio: <c>partial</c>.</summary>
    public byte[] Partial { get; }

    /// <summary>How many bytes were asked for; 0 if that was not known. In asyncio: <c>expected</c>.</summary>
    public int Expected { get; }
}
