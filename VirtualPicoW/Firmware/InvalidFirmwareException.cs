using System;

namespace VirtualPicoW;

/// <summary>The file cannot be booted; the message says why.</summary>
/// <param name="message">A sentence that says why.</param>
/// <param name="innerException">What loading it ran into, if anything.</param>
public sealed class InvalidFirmwareException(string message, Exception? innerException = null) : Exception(message, innerException);
