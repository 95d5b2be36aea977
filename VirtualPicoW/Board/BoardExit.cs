using System;

namespace VirtualPicoW;

/// <summary>Why a board no longer runs its Main.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Exception">What Main threw, if that is the reason.</param>
public sealed record BoardExit(ExitReason Reason, Exception? Exception = null);
