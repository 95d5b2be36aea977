namespace VirtualPicoW;

/// <summary>How much of the board's memory was held at a moment.</summary>
/// <param name="HeldBytes">All that is taken.</param>
internal sealed record MemorySample(long HeldBytes);
