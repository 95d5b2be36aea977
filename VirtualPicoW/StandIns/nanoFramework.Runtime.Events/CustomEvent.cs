namespace nanoFramework.Runtime.Events;

/// <summary>Events that a program posts to itself.</summary>
public static class CustomEvent
{
    private static CustomEventPostedEventHandler posted;

    /// <summary>Raised on the interrupt thread.</summary>
    public static event CustomEventPostedEventHandler CustomEventPosted
    {
        add => posted += value;
        remove => posted -= value;
    }

    internal static void Raise(ushort data1, uint data2) => posted?.Invoke(null, new CustomEventArgs(data1, data2));
}
