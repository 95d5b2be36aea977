using System;

namespace VirtualPicoW;

/// <summary>A press of a button that connects a pin to ground.</summary>
/// <param name="Pin">The GP number.</param>
/// <param name="Time">When, since boot.</param>
internal sealed record ButtonPress(int Pin, TimeSpan Time);
