using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>How a pin stands.</summary>
/// <param name="IsOpen">Whether the firmware has opened it.</param>
/// <param name="Mode">How the firmware drives it.</param>
/// <param name="Outside">The level to which something outside connects it, or null if nothing does.</param>
/// <param name="IsWatched">Whether the firmware is told of its edges.</param>
/// <param name="Owner">The task that opened it, if that is known.</param>
internal sealed record PinState(bool IsOpen, PinDrive Mode, bool? Outside, bool IsWatched, string? Owner);
