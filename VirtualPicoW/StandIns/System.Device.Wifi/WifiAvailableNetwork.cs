namespace System.Device.Wifi;

/// <summary>A network that a scan has found.</summary>
public class WifiAvailableNetwork
{
    /// <summary>The address of its access point.</summary>
    public string Bsid { get; internal set; }

    /// <summary>Its name.</summary>
    public string Ssid { get; internal set; }

    /// <summary>Its kind.</summary>
    public WifiNetworkKind NetworkKind => WifiNetworkKind.Infrastructure;

    /// <summary>The strength of its signal in dBm.</summary>
    public double NetworkRssiInDecibelMilliwatts { get; internal set; }

    /// <summary>The same as one to four bars.</summary>
    public byte SignalBars => NetworkRssiInDecibelMilliwatts switch
    {
        > -55 => 4,
        > -65 => 3,
        > -75 => 2,
        _ => 1,
    };
}
