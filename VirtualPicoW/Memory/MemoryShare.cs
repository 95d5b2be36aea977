namespace VirtualPicoW;

/// <summary>A part of what is held.</summary>
/// <param name="Name">What or who: a type, or a task.</param>
/// <param name="Bytes">How many bytes, on a board.</param>
/// <param name="Objects">In how many objects.</param>
public sealed record MemoryShare(string Name, long Bytes, int Objects);
