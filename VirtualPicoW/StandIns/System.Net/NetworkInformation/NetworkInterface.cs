using System.Linq;

namespace System.Net.NetworkInformation;

/// <summary>The WiFi interface, the only one of the board.</summary>
public class NetworkInterface
{
    private const string NoAddress = "0.0.0.0";

    private static readonly NetworkInterface Wifi = new(0);

    private string staticAddress;
    private string[] staticDnsAddresses;
    private string subnetMask = "255.0.0.0";
    private string gatewayAddress = NoAddress;
    private byte[] physicalAddress = NetworkOfBoard.Radio.HardwareAddress;

    /// <summary>An interface by its number.</summary>
    protected NetworkInterface(int interfaceIndex) => SpecificConfigId = (uint)interfaceIndex;

    /// <summary>Whether the name servers come from DHCP.</summary>
    public bool IsAutomaticDnsEnabled => staticDnsAddresses == null;

    /// <summary>The address, 0.0.0.0 while the board is on no network. In the host world a fixed one has no effect on sockets.</summary>
    public string IPv4Address => NetworkOfBoard.Radio.IsUp
        ? staticAddress ?? IPAddress.GetDefaultLocalAddress().ToString()
        : NoAddress;

    /// <summary>The way out.</summary>
    public string IPv4GatewayAddress => NetworkOfBoard.Radio.IsUp ? gatewayAddress : NoAddress;

    /// <summary>Which part of the address is the network's.</summary>
    public string IPv4SubnetMask => NetworkOfBoard.Radio.IsUp ? subnetMask : NoAddress;

    /// <summary>Whether the address comes from DHCP.</summary>
    public bool IsDhcpEnabled => staticAddress == null;

    /// <summary>The name servers: those that were fixed, or else those that the network has named.</summary>
    public string[] IPv4DnsAddresses => staticDnsAddresses != null
        ? (string[])staticDnsAddresses.Clone()
        : NetworkOfBoard.Radio.NameServers.Select(address => IPAddress.From(address).ToString()).ToArray();

    /// <summary>The address of the radio.</summary>
    public byte[] PhysicalAddress
    {
        get => (byte[])physicalAddress.Clone();
        set => physicalAddress = (byte[])value.Clone();
    }

    /// <summary>WiFi.</summary>
    public NetworkInterfaceType NetworkInterfaceType => NetworkInterfaceType.Wireless80211;

    /// <summary>Which wireless configuration belongs to the interface.</summary>
    public uint SpecificConfigId { get; set; }

    /// <summary>Whether the board is on a network.</summary>
    public static bool GetIsNetworkAvailable() => NetworkOfBoard.Radio.IsUp;

    /// <summary>The interfaces of the board.</summary>
    public static NetworkInterface[] GetAllNetworkInterfaces() => [Wifi];

    /// <summary>Fixes the address.</summary>
    public void EnableStaticIPv4(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress)
    {
        staticAddress = IPAddress.Parse(ipv4Address).ToString();
        subnetMask = IPAddress.Parse(ipv4SubnetMask).ToString();
        gatewayAddress = IPAddress.Parse(ipv4GatewayAddress).ToString();
    }

    /// <summary>The board has no IPv6.</summary>
    public void EnableStaticIPv6(string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw NoIPv6();

    /// <summary>The board has no IPv6.</summary>
    public void EnableStaticIP(
        string ipv4Address,
        string ipv4subnetMask,
        string ipv4gatewayAddress,
        string ipv6Address,
        string ipv6SubnetMask,
        string ipv6GatewayAddress) => throw NoIPv6();

    /// <summary>Takes the address from DHCP.</summary>
    public void EnableDhcp() => staticAddress = null;

    /// <summary>Fixes the name servers.</summary>
    public void EnableStaticIPv4Dns(string[] dnsAddresses)
    {
        ArgumentNullException.ThrowIfNull(dnsAddresses);
        staticDnsAddresses = (string[])dnsAddresses.Clone();
    }

    /// <summary>The board has no IPv6.</summary>
    public void EnableStaticIPv6Dns(string[] dnsAddresses) => throw NoIPv6();

    /// <summary>Takes the name servers from DHCP.</summary>
    public void EnableAutomaticDns() => staticDnsAddresses = null;

    /// <summary>The virtual network has no leases to give back.</summary>
    public void ReleaseDhcpLease()
    {
    }

    /// <summary>The virtual network has no leases to renew.</summary>
    public void RenewDhcpLease()
    {
    }

    private static PlatformNotSupportedException NoIPv6() => new("The Pico W has no IPv6 on this target: use IPv4.");
}
