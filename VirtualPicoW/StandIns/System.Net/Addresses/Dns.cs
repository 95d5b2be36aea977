using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace System.Net;

/// <summary>Finds the addresses of hosts. On a board this freezes every thread until the answer is there; here only the caller waits.</summary>
public static class Dns
{
    /// <summary>The addresses of a host.</summary>
    /// <exception cref="SocketException">There is no such host, or no network.</exception>
    public static IPHostEntry GetHostEntry(string hostNameOrAddress)
    {
        ArgumentNullException.ThrowIfNull(hostNameOrAddress);
        try
        {
            IPAddress address = IPAddress.From(NetworkOfBoard.Sockets.Resolve(hostNameOrAddress));
            return new IPHostEntry { HostName = hostNameOrAddress, AddressList = [address] };
        }
        catch (SocketFailure failure)
        {
            throw new SocketException(failure);
        }
    }
}
