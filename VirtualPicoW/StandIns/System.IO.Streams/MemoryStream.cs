namespace System.IO;

/// <summary>A stream in memory.</summary>
public class MemoryStream : Stream
{
    private const int FirstCapacity = 256;

    private readonly bool _canGrow;
    private readonly bool _canWrite;
    private byte[] _buffer;
    private int _length;
    private int _position;
    private bool _isOpen = true;

    /// <summary>An empty stream that grows.</summary>
    public MemoryStream()
    {
        _buffer = new byte[FirstCapacity];
        _canGrow = true;
        _canWrite = true;
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
        _buffer = buffer;
        _length = buffer.Length;
        _canWrite = isWritable;
    }

    /// <inheritdoc/>
    public override bool CanRead => _isOpen;

    /// <inheritdoc/>
    public override bool CanSeek => _isOpen;

    /// <inheritdoc/>
    public override bool CanWrite => _isOpen && _canWrite;

    /// <inheritdoc/>
    public override long Length
    {
        get
        {
            RequireOpen();
            return _length;
        }
    }

    /// <inheritdoc/>
    public override long Position
    {
        get
        {
            RequireOpen();
            return _position;
        }

        set
        {
            RequireOpen();
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = checked((int)value);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <summary>The array itself, which may be longer than the stream.</summary>
    public virtual byte[] GetBuffer() => _buffer;

    /// <inheritdoc/>
    public override int Read(SpanByte buffer)
    {
        var bytes = new byte[buffer.Length];
        var read = Read(bytes, 0, bytes.Length);
        new SpanByte(bytes, 0, read).CopyTo(buffer);
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        RequireOpen();
        RequireRange(buffer, offset, count);
        var read = Math.Max(0, Math.Min(count, _length - _position));
        Array.Copy(_buffer, Math.Min(_position, _length), buffer, offset, read);
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        RequireOpen();
        return _position < _length ? _buffer[_position++] : -1;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        RequireOpen();
        var target = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            SeekOrigin.End => _length,
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
        _length = (int)value;
        _position = Math.Min(_position, _length);
    }

    /// <summary>A copy of the bytes.</summary>
    public virtual byte[] ToArray()
    {
        var copy = new byte[_length];
        Array.Copy(_buffer, copy, _length);
        return copy;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        RequireWritable();
        RequireRange(buffer, offset, count);
        Reserve(_position + count);
        Array.Copy(buffer, offset, _buffer, _position, count);
        _position += count;
        _length = Math.Max(_length, _position);
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value], 0, 1);

    /// <summary>Writes the whole stream to another one.</summary>
    public virtual void WriteTo(Stream stream)
    {
        RequireOpen();
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(_buffer, 0, _length);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isOpen = false;
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

    private void RequireOpen() => ObjectDisposedException.ThrowIf(!_isOpen, this);

    private void RequireWritable()
    {
        RequireOpen();
        if (!_canWrite)
        {
            throw new NotSupportedException("The stream cannot be written.");
        }
    }

    private void Reserve(int capacity)
    {
        if (capacity <= _buffer.Length)
        {
            return;
        }

        if (!_canGrow)
        {
            throw new NotSupportedException("The stream is over an array and cannot grow.");
        }

        Array.Resize(ref _buffer, Math.Max(capacity, _buffer.Length * 2));
    }
}
