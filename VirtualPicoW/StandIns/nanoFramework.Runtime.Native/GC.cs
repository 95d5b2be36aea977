namespace nanoFramework.Runtime.Native;

/// <summary>The garbage collector.</summary>
public static class GC
{
    /// <summary>The managed heap of a Pico W in bytes, roughly; .NET's own heap says nothing about it.</summary>
    private const uint HeapOfPicoW = 64 * 1024;

    /// <summary>Collects, and returns how many bytes are free. The number is a stand-in for that of a board whose heap is empty.</summary>
    public static uint Run(bool compactHeap)
    {
        System.GC.Collect();
        return HeapOfPicoW;
    }

    /// <summary>The virtual board has no messages to show.</summary>
    public static void EnableGCMessages(bool enable)
    {
    }
}
