extern alias Nano;

using System.IO;
using System.Threading;
using Stream = Nano::System.IO.Stream;

namespace System.Net.Sockets;

/// <summary>A connected socket as a stream.</summary>
public class NetworkStream : Stream
{
    /// <summary>The kind of socket, as a number.</summary>
    protected int _socketType;

    /// <summary>The peer.</summary>
    protected EndPoint _remoteEndPoint;

    /// <summary>Whether the stream was closed.</summary>
    protected bool _disposed;

    internal readonly Socket socket;
    private readonly bool ownsSocket;

    /// <summary>A stream over a connected socket, which stays open when the stream closes.</summary>
    public NetworkStream(Socket socket)
        : this(socket, false)
    {
    }

    /// <summary>A stream over a connected socket.</summary>
    /// <exception cref="IOException">The socket is not connected.</exception>
    public NetworkStream(Socket socket, bool ownsSocket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        try
        {
            _remoteEndPoint = socket.RemoteEndPoint;
        }
        catch (SocketException exception)
        {
            throw new IOException("A stream needs a connected socket.", exception);
        }

        this.socket = socket;
        _socketType = (int)socket.SocketType;
        this.ownsSocket = ownsSocket;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanTimeout => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override int ReadTimeout
    {
        get => socket.ReceiveTimeout;
        set => socket.ReceiveTimeout = CheckTimeout(value);
    }

    /// <inheritdoc/>
    public override int WriteTimeout
    {
        get => socket.SendTimeout;
        set => socket.SendTimeout = CheckTimeout(value);
    }

    /// <summary>How many bytes can be read at once.</summary>
    public override long Length
    {
        get
        {
            RequireOpen();
            return socket.Available;
        }
    }

    /// <summary>A network has no positions.</summary>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether bytes can be read at once.</summary>
    public virtual bool DataAvailable => Length > 0;

    /// <summary>Waits that long, and closes.</summary>
    public void Close(int timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, Timeout.Infinite);
        Thread.Sleep(timeout);
        Close();
    }

    /// <summary>Nothing is buffered.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        RequireOpen();
        return _socketType == (int)SocketType.Stream
            ? socket.Receive(buffer, offset, count, SocketFlags.None)
            : socket.ReceiveFrom(buffer, offset, count, SocketFlags.None, ref _remoteEndPoint);
    }

    /// <summary>Not in nanoFramework.</summary>
    public override int Read(SpanByte buffer) => throw new NotImplementedException();

    /// <summary>A network has no positions.</summary>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>A network has no length.</summary>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        RequireOpen();
        int sent = _socketType == (int)SocketType.Stream
            ? socket.Send(buffer, offset, count, SocketFlags.None)
            : socket.SendTo(buffer, offset, count, SocketFlags.None, socket.RemoteEndPoint);
        if (sent != count)
        {
            throw new IOException("Not everything could be sent.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!_disposed && disposing && ownsSocket)
        {
            socket.Close();
        }

        _disposed = true;
    }

    private static int CheckTimeout(int milliseconds) => milliseconds == 0 || milliseconds < Timeout.Infinite
        ? throw new ArgumentOutOfRangeException(nameof(milliseconds))
        : milliseconds;

    private void RequireOpen() => ObjectDisposedException.ThrowIf(_disposed, this);
}
