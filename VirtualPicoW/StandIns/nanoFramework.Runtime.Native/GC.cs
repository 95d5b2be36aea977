using VirtualPicoW.Hardware;

namespace nanoFramework.Runtime.Native;

/// <summary>The garbage collector.</summary>
public static class GC
{
    private static readonly IMemory Memory = Boards.Of(typeof(GC)).Memory;

    /// <summary>Collects, and returns how many bytes of a board's heap would be free: .NET's own heap says nothing about that.</summary>
    public static uint Run(bool compactHeap) => Memory.Collect();

    /// <summary>The virtual board has no messages to show.</summary>
    public static void EnableGCMessages(bool enable)
    {
    }
}
