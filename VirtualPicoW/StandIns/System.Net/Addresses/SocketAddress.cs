using System.Net.Sockets;

namespace System.Net;

/// <summary>An end point as bytes.</summary>
public class SocketAddress
{
    private readonly byte[] _bytes;

    /// <summary>An address of a family; its first two bytes say which.</summary>
    public SocketAddress(AddressFamily family, int size)
    {
        if (size < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(size));
        }

        _bytes = new byte[size];
        _bytes[0] = (byte)family;
        _bytes[1] = (byte)((int)family >> 8);
    }

    /// <summary>The family.</summary>
    public AddressFamily Family => (AddressFamily)(_bytes[0] | (_bytes[1] << 8));

    /// <summary>How many bytes there are.</summary>
    public int Size => _bytes.Length;

    /// <summary>One of the bytes.</summary>
    public byte this[int offset]
    {
        get => _bytes[offset];
        set => _bytes[offset] = value;
    }

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is SocketAddress other && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }
}
