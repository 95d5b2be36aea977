using System;

namespace VirtualPicoW;

/// <summary>How the firmware's loop did since the sample before.</summary>
/// <param name="Late">How long it took the loop to come to something new: so late would be any task.</param>
/// <param name="TurnsPerSecond">How many turns tasks had; null if the loop does not count them.</param>
/// <param name="LongestTurn">How long the longest of them lasted.</param>
internal sealed record LoopSample(TimeSpan Late, double? TurnsPerSecond, TimeSpan? LongestTurn);
