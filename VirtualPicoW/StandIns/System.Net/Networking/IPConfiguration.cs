namespace nanoFramework.Networking;

/// <summary>A fixed address and what belongs to it.</summary>
public class IPConfiguration(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress, string[] ipv4DnsAddresses = null)
{
    /// <summary>The address.</summary>
    public string IPAddress { get; set; } = ipv4Address;

    /// <summary>Which part of it is the network's.</summary>
    public string IPSubnetMask { get; set; } = ipv4SubnetMask;

    /// <summary>The way out.</summary>
    public string IPGatewayAddress { get; set; } = ipv4GatewayAddress;

    /// <summary>The name servers.</summary>
    public string[] IPDns { get; set; } = ipv4DnsAddresses;
}
