using System;

namespace VirtualPicoW;

/// <summary>The command line makes no sense; the message says what is wrong and what to do.</summary>
/// <param name="message">One line.</param>
internal sealed class CommandLineException(string message) : Exception(message);
