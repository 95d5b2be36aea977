namespace System.Net.NetworkInformation;

/// <summary>A station at the board's own access point, which this target does not have.</summary>
public class WirelessAPStation
{
    internal WirelessAPStation()
    {
    }

    /// <summary>Its address.</summary>
    public byte[] MacAddress => [];

    /// <summary>Its signal in dBm.</summary>
    public sbyte Rssi => 0;

    /// <summary>What it speaks.</summary>
    public PhyProtocols PhyModes => default;
}
