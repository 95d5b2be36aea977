namespace nanoFramework.Runtime.Native;

/// <summary>The garbage collector.</summary>
public static class GC
{
    /// <summary>Collects. How many bytes of a board's heap would be free is not known here, and .NET's own heap says nothing about it: returns 0.</summary>
    public static uint Run(bool compactHeap)
    {
        System.GC.Collect();
        return 0;
    }

    /// <summary>The virtual board has no messages to show.</summary>
    public static void EnableGCMessages(bool enable)
    {
    }
}
