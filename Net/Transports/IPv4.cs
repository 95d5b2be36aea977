using System;
using System.Net;

namespace AsyncCore.Net;

/// <summary>IPv4 addresses as people write them.</summary>
internal static class IPv4
{
    private const int Numbers = 4;
    private const int MaxDigits = 3;

    /// <summary>Reads an address of four numbers and checks a port.</summary>
    /// <exception cref="ArgumentException">It is something else, a name perhaps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is not 1 to 65535.</exception>
    internal static IPEndPoint EndPoint(string address, int port)
    {
        CheckPort(port);
        return new IPEndPoint(Parse(address), port);
    }

    /// <summary>Checks that a port can be sent or connected to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The port is not 1 to 65535.</exception>
    internal static void CheckPort(int port)
    {
        if (port < 1 || port > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port), "A port is 1 to 65535, not " + port + ".");
        }
    }

    /// <summary>Reads an address of four numbers.</summary>
    /// <exception cref="ArgumentException">It is something else, a name perhaps.</exception>
    internal static IPAddress Parse(string address) => TryParse(address) ?? throw new ArgumentException(
        "'" + address + "' is not an IPv4 address such as 192.168.1.20. If it is a name, resolve it first, with NameResolver.ResolveEndPoint.");

    /// <summary>Reads an address of four numbers, or returns null if it is something else.</summary>
    internal static IPAddress TryParse(string address)
    {
        if (address == null)
        {
            throw new ArgumentNullException(nameof(address));
        }

        byte[] bytes = new byte[Numbers];
        int count = 0;
        int number = 0;
        int digits = 0;
        for (int i = 0; i <= address.Length; i++)
        {
            char character = i < address.Length ? address[i] : '.';
            if (character != '.')
            {
                number = (number * 10) + character - '0';
                if (character < '0' || character > '9' || number > byte.MaxValue || ++digits > MaxDigits)
                {
                    return null;
                }

                continue;
            }

            if (digits == 0 || count == Numbers)
            {
                return null;
            }

            bytes[count++] = (byte)number;
            number = 0;
            digits = 0;
        }

        return count == Numbers ? new IPAddress(bytes) : null;
    }

    /// <summary>An address in dotted form. nanoFramework asks its native code for it, which not every place has where this runs.</summary>
    internal static string Text(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return bytes[0] + "." + bytes[1] + "." + bytes[2] + "." + bytes[3];
    }

    /// <summary>An address and a port.</summary>
    internal static string Text(IPEndPoint endPoint) => Text(endPoint.Address) + ":" + endPoint.Port;
}
