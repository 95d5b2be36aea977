namespace System.Net.NetworkInformation;

/// <summary>How an interface gets its address.</summary>
public enum AddressMode : byte
{
    Invalid = 0,
    DHCP = 1,
    Static = 2,
    AutoIP = 3,
}
