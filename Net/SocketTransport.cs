using System;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>A TCP connection as a transport.</summary>
internal sealed class SocketTransport : Transport
{
    private readonly PolledSocket socket;
    private string peer;

    internal SocketTransport(PolledSocket socket)
        : base(socket.Readable, socket.Writable)
    {
        this.socket = socket;
    }

    /// <inheritdoc/>
    public override string Peer => peer ??= NameOf(false);

    /// <inheritdoc/>
    public override string Local => NameOf(true);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return socket.CanRead ? socket.Receive(buffer, offset, count) : WouldWait;
        }
        catch (SocketException exception)
        {
            throw Lost(exception);
        }
    }

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int offset, int count)
    {
        try
        {
            return socket.CanWrite ? socket.Send(buffer, offset, count) : WouldWait;
        }
        catch (SocketException exception)
        {
            throw Lost(exception);
        }
    }

    /// <inheritdoc/>
    public override void Close() => socket.Close();

    private static ConnectionResetException Lost(SocketException exception) =>
        new ConnectionResetException("The connection was lost (socket error " + exception.ErrorCode + ").", exception);

    private string NameOf(bool isLocal)
    {
        try
        {
            return (isLocal ? socket.Local : socket.Remote).ToString();
        }
        catch (SocketException)
        {
            return "a lost connection";
        }
        catch (ObjectDisposedException)
        {
            return "a closed connection";
        }
    }
}
