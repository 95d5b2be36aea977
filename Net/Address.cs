using System;
using System.Net;

namespace AsyncCore.Net;

/// <summary>IPv4 addresses as people write them.</summary>
internal static class Address
{
    /// <summary>Reads an address of four numbers and checks a port.</summary>
    /// <exception cref="ArgumentException">It is something else, a name perhaps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is not 1 to 65535.</exception>
    internal static IPEndPoint EndPoint(string address, int port)
    {
        if (port < 1 || port > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port), "A port is 1 to 65535, not " + port + ".");
        }

        return new IPEndPoint(Parse(address), port);
    }

    /// <summary>Reads an address of four numbers.</summary>
    /// <exception cref="ArgumentException">It is something else, a name perhaps.</exception>
    internal static IPAddress Parse(string address)
    {
        string[] numbers = (address ?? throw new ArgumentNullException(nameof(address))).Split('.');
        byte[] bytes = new byte[4];
        bool isAddress = numbers.Length == 4;
        for (int i = 0; isAddress && i < 4; i++)
        {
            isAddress = byte.TryParse(numbers[i], out bytes[i]);
        }

        return isAddress
            ? new IPAddress(bytes)
            : throw new ArgumentException("'" + address + "' is not an IPv4 address such as 192.168.1.20. Names cannot be resolved yet.");
    }
}
