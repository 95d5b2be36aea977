namespace nanoFramework.Runtime.Events;

/// <summary>Events that a program posts to itself.</summary>
public static class CustomEvent
{
    private static CustomEventPostedEventHandler _posted;

    /// <summary>Raised on the interrupt thread.</summary>
    public static event CustomEventPostedEventHandler CustomEventPosted
    {
        add => _posted += value;
        remove => _posted -= value;
    }

    internal static void Raise(ushort data1, uint data2) => _posted?.Invoke(null, new CustomEventArgs(data1, data2));
}
