namespace System.Net.NetworkInformation;

/// <summary>Tells of changes of the network, on the interrupt thread.</summary>
public static class NetworkChange
{
    static NetworkChange() => NetworkOfBoard.Radio.LinkChanged += OnLinkChanged;

    /// <summary>Raised when the board got or lost its address.</summary>
    public static event NetworkAddressChangedEventHandler NetworkAddressChanged;

    /// <summary>Raised when the network came or went.</summary>
    public static event NetworkAvailabilityChangedEventHandler NetworkAvailabilityChanged;

    /// <summary>Never raised: the Pico W is no access point on this target.</summary>
    public static event NetworkAPStationChangedEventHandler NetworkAPStationChanged
    {
        add { }
        remove { }
    }

    private static void OnLinkChanged(bool isUp)
    {
        NetworkAvailabilityChanged?.Invoke(null, new NetworkAvailabilityEventArgs(isUp));
        NetworkAddressChanged?.Invoke(null, EventArgs.Empty);
    }
}
