using System;

namespace VirtualPicoW;

/// <summary>What a test expects of a board did not come; the message says what came instead.</summary>
/// <param name="message">A sentence.</param>
public sealed class ExpectationException(string message) : Exception(message);
