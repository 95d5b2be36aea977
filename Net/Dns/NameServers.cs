using System.Net;
using System.Net.NetworkInformation;

namespace AsyncCore.Net;

/// <summary>The name servers that the network has named: the access point does so by DHCP.</summary>
internal static class NameServers
{
    /// <summary>How many are asked at most.</summary>
    internal const int Most = 4;

    private const int Port = 53;

    /// <summary>Asks the interfaces.</summary>
    /// <returns>The servers; empty if there are none.</returns>
    internal static IPEndPoint[] OfInterfaces()
    {
        IPEndPoint[] found = new IPEndPoint[Most];
        int count = 0;
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
        {
            string[] addresses = interfaces[i].IPv4DnsAddresses;
            for (int j = 0; addresses != null && j < addresses.Length && count < Most; j++)
            {
                IPAddress address = IPv4.TryParse(addresses[j]);
                if (address != null && !address.Equals(IPAddress.Any) && IndexOf(found, count, address) < 0)
                {
                    found[count++] = new IPEndPoint(address, Port);
                }
            }
        }

        IPEndPoint[] servers = new IPEndPoint[count];
        System.Array.Copy(found, servers, count);
        return servers;
    }

    /// <summary>The interfaces of a board share the servers, and each names them.</summary>
    private static int IndexOf(IPEndPoint[] servers, int count, IPAddress address)
    {
        for (int i = 0; i < count; i++)
        {
            if (servers[i].Address.Equals(address))
            {
                return i;
            }
        }

        return -1;
    }
}
