namespace System.Device.Wifi;

/// <summary>What a scan has found.</summary>
public class WifiNetworkReport
{
    internal WifiNetworkReport(WifiAvailableNetwork[] networks) => AvailableNetworks = networks;

    /// <summary>The networks.</summary>
    public WifiAvailableNetwork[] AvailableNetworks { get; }
}
