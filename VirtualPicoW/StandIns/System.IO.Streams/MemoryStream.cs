namespace System.IO;

/// <summary>A stream in memory.</summary>
public class MemoryStream : Stream
{
    private const int FirstCapacity = 256;

    private readonly bool canGrow;
    private readonly bool canWrite;
    private byte[] buffer;
    private int length;
    private int position;
    private bool isOpen = true;

    /// <summary>An empty stream that grows.</summary>
    public MemoryStream()
    {
        buffer = new byte[FirstCapacity];
        canGrow = true;
        canWrite = true;
    }

    /// <summary>A stream over an array; its length cannot grow.</summary>
    public MemoryStream(byte[] buffer)
        : this(buffer, true)
    {
    }

    /// <summary>A stream over an array; its length cannot grow.</summary>
    public MemoryStream(byte[] buffer, bool isWritable)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        this.buffer = buffer;
        length = buffer.Length;
        canWrite = isWritable;
    }

    /// <inheritdoc/>
    public override bool CanRead => isOpen;

    /// <inheritdoc/>
    public override bool CanSeek => isOpen;

    /// <inheritdoc/>
    public override bool CanWrite => isOpen && canWrite;

    /// <inheritdoc/>
    public override long Length
    {
        get
        {
            RequireOpen();
            return length;
        }
    }

    /// <inheritdoc/>
    public override long Position
    {
        get
        {
            RequireOpen();
            return position;
        }

        set
        {
            RequireOpen();
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = checked((int)value);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <summary>The array itself, which may be longer than the stream.</summary>
    public virtual byte[] GetBuffer() => buffer;

    /// <inheritdoc/>
    public override int Read(SpanByte buffer)
    {
        byte[] bytes = new byte[buffer.Length];
        int read = Read(bytes, 0, bytes.Length);
        new SpanByte(bytes, 0, read).CopyTo(buffer);
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        RequireOpen();
        RequireRange(buffer, offset, count);
        int read = Math.Max(0, Math.Min(count, length - position));
        Array.Copy(this.buffer, Math.Min(position, length), buffer, offset, read);
        position += read;
        return read;
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        RequireOpen();
        return position < length ? buffer[position++] : -1;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        RequireOpen();
        long target = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => position,
            SeekOrigin.End => length,
            _ => throw new ArgumentException("There is no such origin."),
        };
        if (target < 0)
        {
            throw new IOException("A stream begins at 0.");
        }

        Position = target;
        return target;
    }

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        RequireWritable();
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Reserve(checked((int)value));
        length = (int)value;
        position = Math.Min(position, length);
    }

    /// <summary>A copy of the bytes.</summary>
    public virtual byte[] ToArray()
    {
        byte[] copy = new byte[length];
        Array.Copy(buffer, copy, length);
        return copy;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        RequireWritable();
        RequireRange(buffer, offset, count);
        Reserve(position + count);
        Array.Copy(buffer, offset, this.buffer, position, count);
        position += count;
        length = Math.Max(length, position);
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value], 0, 1);

    /// <summary>Writes the whole stream to another one.</summary>
    public virtual void WriteTo(Stream stream)
    {
        RequireOpen();
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(buffer, 0, length);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        isOpen = false;
        base.Dispose(disposing);
    }

    private static void RequireRange(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (offset < 0 || count < 0 || offset > buffer.Length - count)
        {
            throw new ArgumentOutOfRangeException(nameof(offset));
        }
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(!isOpen, this);

    private void RequireWritable()
    {
        RequireOpen();
        if (!canWrite)
        {
            throw new NotSupportedException("The stream cannot be written.");
        }
    }

    private void Reserve(int capacity)
    {
        if (capacity <= buffer.Length)
        {
            return;
        }

        if (!canGrow)
        {
            throw new NotSupportedException("The stream is over an array and cannot grow.");
        }

        Array.Resize(ref buffer, Math.Max(capacity, buffer.Length * 2));
    }
}
