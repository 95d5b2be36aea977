using System;

namespace VirtualPicoW;

/// <summary>Bytes in their order, in an array that is used round and round and grows if it must.</summary>
internal sealed class ByteQueue
{
    private byte[] bytes = new byte[1024];
    private int start;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds some at the end.</summary>
    public void Add(ReadOnlySpan<byte> added)
    {
        if (Count + added.Length > bytes.Length)
        {
            Grow(Count + added.Length);
        }

        int end = (start + Count) % bytes.Length;
        int first = Math.Min(added.Length, bytes.Length - end);
        added[..first].CopyTo(bytes.AsSpan(end));
        added[first..].CopyTo(bytes);
        Count += added.Length;
    }

    /// <summary>Copies some, from an offset on.</summary>
    public void CopyTo(int offset, Span<byte> target)
    {
        int from = (start + offset) % bytes.Length;
        int first = Math.Min(target.Length, bytes.Length - from);
        bytes.AsSpan(from, first).CopyTo(target);
        bytes.AsSpan(0, target.Length - first).CopyTo(target[first..]);
    }

    /// <summary>Takes some away from the beginning.</summary>
    public void Remove(int count)
    {
        start = (start + count) % bytes.Length;
        Count -= count;
    }

    private void Grow(int needed)
    {
        byte[] larger = new byte[Math.Max(2 * bytes.Length, needed)];
        CopyTo(0, larger.AsSpan(0, Count));
        bytes = larger;
        start = 0;
    }
}
