namespace System;

/// <summary>nanoFramework's span of bytes, for a runtime without generics: a part of an array.</summary>
public readonly struct SpanByte
{
    private readonly byte[] array;
    private readonly int start;

    /// <summary>The whole of <paramref name="array"/>.</summary>
    public SpanByte(byte[] array)
        : this(array, 0, array?.Length ?? 0)
    {
    }

    /// <summary>A part of <paramref name="array"/>.</summary>
    public SpanByte(byte[] array, int start, int length)
    {
        int available = array?.Length ?? 0;
        if (start < 0 || length < 0 || start > available - length)
        {
            throw new ArgumentOutOfRangeException(nameof(start));
        }

        this.array = array;
        this.start = start;
        Length = length;
    }

    /// <summary>A span of nothing.</summary>
    public static SpanByte Empty => default;

    /// <summary>How many bytes it spans.</summary>
    public int Length { get; }

    /// <summary>Whether it spans nothing.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>One of the bytes.</summary>
    public byte this[int index]
    {
        get => array[Position(index)];
        set => array[Position(index)] = value;
    }

    /// <summary>The span of a whole array.</summary>
    public static implicit operator SpanByte(byte[] array) => new(array);

    /// <summary>Copies the bytes to the beginning of <paramref name="destination"/>.</summary>
    public void CopyTo(SpanByte destination)
    {
        if (Length > destination.Length)
        {
            throw new ArgumentException("The destination is too short.");
        }

        if (Length > 0)
        {
            Array.Copy(array, start, destination.array, destination.start, Length);
        }
    }

    /// <summary>From <paramref name="start"/> to the end.</summary>
    public SpanByte Slice(int start) => Slice(start, Length - start);

    /// <summary>A part of the span.</summary>
    public SpanByte Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start > Length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(start));
        }

        return new SpanByte(array, this.start + start, length);
    }

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray()
    {
        byte[] copy = new byte[Length];
        CopyTo(copy);
        return copy;
    }

    private int Position(int index) =>
        (uint)index < (uint)Length ? start + index : throw new ArgumentOutOfRangeException(nameof(index));
}
