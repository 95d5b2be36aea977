using System.Net.Sockets;

namespace System.Net;

/// <summary>An end point as bytes.</summary>
public class SocketAddress
{
    private readonly byte[] bytes;

    /// <summary>An address of a family; its first two bytes say which.</summary>
    public SocketAddress(AddressFamily family, int size)
    {
        if (size < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(size));
        }

        bytes = new byte[size];
        bytes[0] = (byte)family;
        bytes[1] = (byte)((int)family >> 8);
    }

    /// <summary>The family.</summary>
    public AddressFamily Family => (AddressFamily)(bytes[0] | (bytes[1] << 8));

    /// <summary>How many bytes there are.</summary>
    public int Size => bytes.Length;

    /// <summary>One of the bytes.</summary>
    public byte this[int offset]
    {
        get => bytes[offset];
        set => bytes[offset] = value;
    }

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is SocketAddress other && bytes.AsSpan().SequenceEqual(other.bytes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
