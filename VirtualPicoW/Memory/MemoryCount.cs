using System.Collections.Generic;

namespace VirtualPicoW;

/// <summary>What firmware held at one moment, in a board's bytes.</summary>
/// <param name="Limit">How large the heap is.</param>
/// <param name="RuntimeBytes">What the interpreter, the assemblies' tables, the static fields and Main's thread take.</param>
/// <param name="ObjectBytes">What the objects take that can be reached.</param>
/// <param name="Types">The same by type, the biggest first.</param>
/// <param name="Holders">The same by task, the biggest first: what only that task leads to, or it before others. What can be reached without any task is "static fields".</param>
/// <param name="IsComplete">False if counting was given up because it took too long: it is more then.</param>
public sealed record MemoryCount(
    long Limit, long RuntimeBytes, long ObjectBytes, IReadOnlyList<MemoryShare> Types, IReadOnlyList<MemoryShare> Holders, bool IsComplete)
{
    /// <summary>All that is taken.</summary>
    public long HeldBytes => RuntimeBytes + ObjectBytes;

    /// <summary>What is left; 0 if it is too much.</summary>
    public long FreeBytes => HeldBytes < Limit ? Limit - HeldBytes : 0;

    /// <summary>Whether a board would have no room for it.</summary>
    public bool IsTooMuch => HeldBytes > Limit;
}
