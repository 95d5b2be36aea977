using System;

namespace VirtualPicoW;

/// <summary>A command makes no sense; the message says what is wrong and what to do.</summary>
/// <param name="message">One line.</param>
internal sealed class CommandException(string message) : Exception(message);
