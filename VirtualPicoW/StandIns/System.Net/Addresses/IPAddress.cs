using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace System.Net;

/// <summary>An IPv4 address. The board has no IPv6, so such addresses only have a name here.</summary>
public class IPAddress
{
    /// <summary>0.0.0.0: any address of the board.</summary>
    public static readonly IPAddress Any = new([0, 0, 0, 0]);

    /// <summary>127.0.0.1.</summary>
    public static readonly IPAddress Loopback = new([127, 0, 0, 1]);

    /// <summary>255.255.255.255.</summary>
    public static readonly IPAddress Broadcast = new([255, 255, 255, 255]);

    /// <summary>No address, which is the same as <see cref="Broadcast"/>.</summary>
    public static readonly IPAddress None = Broadcast;

    /// <summary>The same as <see cref="Any"/> of IPv6.</summary>
    public static readonly IPAddress IPv6Any = new(new byte[16], 0);

    /// <summary>The same as <see cref="Loopback"/> of IPv6.</summary>
    public static readonly IPAddress IPv6Loopback = new([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0);

    private const int IPv4Bytes = 4;
    private const int IPv6Bytes = 16;

    private readonly byte[] bytes;
    private long scope;

    /// <summary>An address from a number whose lowest byte comes first.</summary>
    public IPAddress(long newAddress)
    {
        if (newAddress is < 0 or > uint.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(newAddress));
        }

        bytes = [(byte)newAddress, (byte)(newAddress >> 8), (byte)(newAddress >> 16), (byte)(newAddress >> 24)];
    }

    /// <summary>An address from its four bytes, or sixteen for IPv6.</summary>
    public IPAddress(byte[] address)
    {
        if (address.Length is not (IPv4Bytes or IPv6Bytes))
        {
            throw new ArgumentException("An address has 4 bytes, or 16 in IPv6.");
        }

        bytes = (byte[])address.Clone();
    }

    /// <summary>An IPv6 address.</summary>
    public IPAddress(byte[] address, long scopeid)
        : this(address) => scope = scopeid;

    /// <summary>InterNetwork, or InterNetworkV6.</summary>
    public AddressFamily AddressFamily => bytes.Length == IPv4Bytes ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;

    /// <summary>The scope of an IPv6 address.</summary>
    public long ScopeId
    {
        get => AddressFamily == AddressFamily.InterNetworkV6 ? scope : throw new SocketException(SocketError.OperationNotSupported);
        set => scope = AddressFamily == AddressFamily.InterNetworkV6 ? value : throw new SocketException(SocketError.OperationNotSupported);
    }

    /// <summary>Whether it is an IPv4 address in the clothes of an IPv6 one.</summary>
    public bool IsIPv4MappedToIPv6 =>
        bytes.Length == IPv6Bytes && bytes.AsSpan(0, 10).IndexOfAnyExcept((byte)0) < 0 && bytes[10] == 255 && bytes[11] == 255;

    internal uint Number => bytes.Length == IPv4Bytes
        ? ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3]
        : throw new SocketException(SocketError.AddressFamilyNotSupported);

    /// <summary>Whether both are the same address.</summary>
    public static bool operator ==(IPAddress a, IPAddress b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(IPAddress a, IPAddress b) => !(a == b);

    /// <summary>Reads an address in dotted form.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static IPAddress Parse(string ipString)
    {
        ArgumentNullException.ThrowIfNull(ipString);
        string[] parts = ipString.Split('.');
        byte[] bytes = new byte[IPv4Bytes];
        if (parts.Length != IPv4Bytes)
        {
            throw new ArgumentException($"'{ipString}' is no IPv4 address.");
        }

        for (int index = 0; index < IPv4Bytes; index++)
        {
            if (!byte.TryParse(parts[index], Globalization.NumberStyles.None, null, out bytes[index]))
            {
                throw new ArgumentException($"'{ipString}' is no IPv4 address.");
            }
        }

        return new IPAddress(bytes);
    }

    /// <summary>The address of the board, 0.0.0.0 while it is on no network.</summary>
    public static IPAddress GetDefaultLocalAddress() => From(NetworkOfBoard.Radio.Address);

    /// <inheritdoc/>
    public override bool Equals(object other) => Equals(other as IPAddress);

    /// <summary>Whether both are the same address.</summary>
    public bool Equals(IPAddress other) => other is not null && bytes.AsSpan().SequenceEqual(other.bytes);

    /// <summary>A copy of the bytes.</summary>
    public byte[] GetAddressBytes() => (byte[])bytes.Clone();

    /// <inheritdoc/>
    public override string ToString() => bytes.Length == IPv4Bytes ? new Endpoint(Number, 0).AddressText : Convert.ToHexString(bytes);

    /// <inheritdoc/>
    public override int GetHashCode() => bytes.Length == IPv4Bytes ? (int)Number : Convert.ToHexString(bytes).GetHashCode();

    /// <summary>The same address in the clothes of IPv6.</summary>
    public IPAddress MapToIPv6() => bytes.Length == IPv6Bytes
        ? this
        : new IPAddress([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, .. bytes], 0);

    /// <summary>The IPv4 address in it.</summary>
    public IPAddress MapToIPv4() => bytes.Length == IPv4Bytes ? this : new IPAddress(bytes[12..]);

    internal static IPAddress From(uint number) =>
        new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
