namespace System.Net.NetworkInformation;

/// <summary>The network came or went.</summary>
public class NetworkAvailabilityEventArgs : EventArgs
{
    internal NetworkAvailabilityEventArgs(bool isAvailable) => IsAvailable = isAvailable;

    /// <summary>Whether it is there now.</summary>
    public bool IsAvailable { get; }
}
