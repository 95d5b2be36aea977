namespace System.Net.NetworkInformation;

/// <summary>The 802.11 variants of a radio.</summary>
public enum RadioType : byte
{
    NotSpecified = 0,
    _802_11a = 1,
    _802_11b = 2,
    _802_11g = 4,
    _802_11n = 8,
}
