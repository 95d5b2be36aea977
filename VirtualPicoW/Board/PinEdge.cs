using System;

namespace VirtualPicoW;

/// <summary>A change of level at a pin.</summary>
/// <param name="Time">When, since boot.</param>
/// <param name="High">The level after it.</param>
public readonly record struct PinEdge(TimeSpan Time, bool High);
