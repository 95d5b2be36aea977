using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace System.Net;

/// <summary>An address and a port.</summary>
public class IPEndPoint : EndPoint
{
    /// <summary>The lowest port.</summary>
    public const int MinPort = 0;

    /// <summary>The highest port.</summary>
    public const int MaxPort = 65535;

    private const int SerializedSize = 16;

    /// <summary>An address, as a number whose lowest byte comes first, and a port.</summary>
    public IPEndPoint(long address, int port)
        : this(new IPAddress(address), port)
    {
    }

    /// <summary>An address and a port.</summary>
    public IPEndPoint(IPAddress address, int port)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (port is < MinPort or > MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port));
        }

        Address = address;
        Port = port;
    }

    /// <summary>The address.</summary>
    public IPAddress Address { get; }

    /// <summary>The family of the address.</summary>
    public AddressFamily AddressFamily => Address.AddressFamily;

    /// <summary>The port.</summary>
    public int Port { get; }

    internal Endpoint Endpoint => new(Address.Number, Port);

    /// <inheritdoc/>
    public override SocketAddress Serialize()
    {
        SocketAddress serialized = new(AddressFamily.InterNetwork, SerializedSize);
        serialized[2] = (byte)(Port >> 8);
        serialized[3] = (byte)Port;
        byte[] bytes = Address.GetAddressBytes();
        for (int index = 0; index < bytes.Length; index++)
        {
            serialized[4 + index] = bytes[index];
        }

        return serialized;
    }

    /// <inheritdoc/>
    public override EndPoint Create(SocketAddress socketAddress) => new IPEndPoint(
        new IPAddress([socketAddress[4], socketAddress[5], socketAddress[6], socketAddress[7]]),
        (socketAddress[2] << 8) | socketAddress[3]);

    /// <inheritdoc/>
    public override string ToString() => $"{Address}:{Port}";

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is IPEndPoint other && other.Port == Port && other.Address == Address;

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode() ^ Port;

    internal static IPEndPoint From(Endpoint endpoint) => new(IPAddress.From(endpoint.Address), endpoint.Port);

    internal static Endpoint ToEndpoint(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return ((IPEndPoint)endPoint).Endpoint;
    }
}
