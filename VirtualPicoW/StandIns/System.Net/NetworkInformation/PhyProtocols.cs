namespace System.Net.NetworkInformation;

/// <summary>The 802.11 variants a station speaks.</summary>
[System.Flags]
public enum PhyProtocols
{
    PHY802_11b = 1,
    PHY802_11g = 2,
    PHY802_11n = 4,
    PHY802_11lr = 8,
}
