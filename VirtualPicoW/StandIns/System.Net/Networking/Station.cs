extern alias Nano;

using System.Net.NetworkInformation;
using System.Threading;
using CancellationToken = Nano::System.Threading.CancellationToken;

namespace nanoFramework.Networking;

/// <summary>What both network helpers need: the interface, its configuration, and waiting for an address.</summary>
internal static class Station
{
    private const int LookEveryMilliseconds = 200;

    public static NetworkInterface Interface => NetworkInterface.GetAllNetworkInterfaces()[0];

    /// <summary>Sets a fixed address, or asks for one by DHCP.</summary>
    public static void Configure(IPConfiguration configuration)
    {
        if (configuration == null)
        {
            Interface.EnableDhcp();
            return;
        }

        Interface.EnableStaticIPv4(configuration.IPAddress, configuration.IPSubnetMask, configuration.IPGatewayAddress);
        if (configuration.IPDns is { Length: > 0 })
        {
            Interface.EnableStaticIPv4Dns(configuration.IPDns);
        }
    }

    /// <summary>Whether the board has an address, and the one it was told to have.</summary>
    public static bool HasAddress(IPConfiguration configuration)
    {
        string address = Interface.IPv4Address;
        return address[0] != '0' && (configuration == null || configuration.IPAddress == address);
    }

    /// <summary>Waits on the calling thread; false if the token was cancelled first.</summary>
    public static bool WaitForAddress(IPConfiguration configuration, CancellationToken token)
    {
        while (!token.IsCancellationRequested && !HasAddress(configuration))
        {
            Thread.Sleep(LookEveryMilliseconds);
        }

        return !token.IsCancellationRequested;
    }
}
