namespace System.IO;

/// <summary>nanoFramework's stream: unlike .NET's it reads into a <see cref="SpanByte"/> and knows no asynchronous operations.</summary>
public abstract class Stream : MarshalByRefObject, IDisposable
{
    private const int CopyBuffer = 2048;

    /// <summary>Finalizes the stream.</summary>
    ~Stream() => Dispose(false);

    /// <summary>Whether it can be read.</summary>
    public abstract bool CanRead { get; }

    /// <summary>Whether it has a position that can be changed.</summary>
    public abstract bool CanSeek { get; }

    /// <summary>Whether it can time out.</summary>
    public virtual bool CanTimeout => false;

    /// <summary>Whether it can be written.</summary>
    public abstract bool CanWrite { get; }

    /// <summary>Its length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Where it is read and written.</summary>
    public abstract long Position { get; set; }

    /// <summary>How long a read waits, in milliseconds.</summary>
    public virtual int ReadTimeout
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    /// <summary>How long a write waits, in milliseconds.</summary>
    public virtual int WriteTimeout
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    /// <summary>Closes it.</summary>
    public virtual void Close()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Copies the rest to another stream.</summary>
    public void CopyTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] buffer = new byte[CopyBuffer];
        for (int read = Read(buffer, 0, CopyBuffer); read > 0; read = Read(buffer, 0, CopyBuffer))
        {
            destination.Write(buffer, 0, read);
        }
    }

    /// <summary>Closes it.</summary>
    public void Dispose() => Close();

    /// <summary>Writes out what is buffered.</summary>
    public abstract void Flush();

    /// <summary>Moves the position.</summary>
    public abstract long Seek(long offset, SeekOrigin origin);

    /// <summary>Changes the length.</summary>
    public abstract void SetLength(long value);

    /// <summary>Reads into a span.</summary>
    public abstract int Read(SpanByte buffer);

    /// <summary>Reads into an array.</summary>
    public abstract int Read(byte[] buffer, int offset, int count);

    /// <summary>Reads a byte, or -1 at the end.</summary>
    public virtual int ReadByte()
    {
        byte[] one = new byte[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    /// <summary>Writes a part of an array.</summary>
    public abstract void Write(byte[] buffer, int offset, int count);

    /// <summary>Writes a byte.</summary>
    public virtual void WriteByte(byte value) => Write([value], 0, 1);

    /// <summary>Closes it.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
