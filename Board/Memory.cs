using nanoFramework.Runtime.Native;

namespace AsyncCore.Board;

/// <summary>The board's managed memory.</summary>
public static class Memory
{
    /// <summary>How many bytes are free after a garbage collection.</summary>
    /// <returns>Bytes. The virtual board counts what nanoFramework would have left.</returns>
    /// <remarks>It collects garbage to find out, which stops everything for some milliseconds. Not for tight loops.</remarks>
    public static int FreeBytes() => (int)GC.Run(false);
}
