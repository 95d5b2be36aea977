using System;

namespace VirtualPicoW;

/// <summary>A simulation cannot go on; the message says why, when, and with which seed.</summary>
/// <param name="message">A sentence that says why.</param>
/// <param name="innerException">What it ran into, if anything.</param>
public sealed class SimulationException(string message, Exception? innerException = null) : Exception(message, innerException);
