using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <content>Sending and receiving.</content>
public sealed partial class DatagramSocket
{
    /// <summary>Sends one datagram.</summary>
    /// <param name="buffer">The bytes; the caller's again when it has been sent.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes; more than 1472 do not fit in one packet of the network.</param>
    /// <param name="receiver">Whom to; see <see cref="Receiver"/>.</param>
    /// <returns>What to await, once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="SocketException">The network did not take it; it may be down.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public Coroutine SendTo(byte[] buffer, int offset, int count, IPEndPoint receiver)
    {
        Stream.CheckRange(buffer, offset, count);
        DatagramSendOperation operation = (DatagramSendOperation)spareSends.Take() ?? new DatagramSendOperation(this);
        return operation.Prepare(buffer, offset, count, receiver ?? throw new ArgumentNullException(nameof(receiver)));
    }

    /// <summary>Sends one datagram to the peer that the socket is connected to.</summary>
    /// <param name="buffer">The bytes; the caller's again when it has been sent.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes; more than 1472 do not fit in one packet of the network.</param>
    /// <returns>What to await, once.</returns>
    /// <exception cref="PeerUnreachableException">Nobody takes datagrams there, as became known since the last call. This one was not sent.</exception>
    /// <exception cref="InvalidOperationException">The socket is not connected.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="SocketException">The network did not take it; it may be down.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public Coroutine Send(byte[] buffer, int offset, int count) => SendTo(buffer, offset, count, Peer());

    /// <summary>Sends one datagram at once, or drops and counts it if there is no room for it; see <see cref="DroppedCount"/>.</summary>
    /// <param name="buffer">The bytes; the caller's again on return.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes; more than 1472 do not fit in one packet of the network.</param>
    /// <param name="receiver">Whom to; see <see cref="Receiver"/>.</param>
    /// <returns>False if it was dropped.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="SocketException">The network is down.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public bool TrySendTo(byte[] buffer, int offset, int count, IPEndPoint receiver)
    {
        Stream.CheckRange(buffer, offset, count);
        bool isSent = SendNow(buffer, offset, count, receiver ?? throw new ArgumentNullException(nameof(receiver)));
        if (!isSent)
        {
            DroppedCount++;
        }

        return isSent;
    }

    /// <summary>Sends one datagram to the peer at once, or drops and counts it; see <see cref="TrySendTo"/>.</summary>
    /// <param name="buffer">The bytes; the caller's again on return.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes; more than 1472 do not fit in one packet of the network.</param>
    /// <returns>False if it was dropped.</returns>
    /// <exception cref="PeerUnreachableException">Nobody takes datagrams there, as became known since the last call.</exception>
    /// <exception cref="InvalidOperationException">The socket is not connected.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="SocketException">The network is down.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public bool TrySend(byte[] buffer, int offset, int count) => TrySendTo(buffer, offset, count, Peer());

    /// <summary>Waits for a datagram and takes it; <see cref="Sender"/> says who sent it. Cancelled before, it loses none.</summary>
    /// <param name="buffer">Where to put it; what does not fit is lost.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes at most.</param>
    /// <returns>How many bytes; 0 for an empty datagram.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="InvalidOperationException">Another task is receiving.</exception>
    /// <exception cref="PeerUnreachableException">The socket is connected, and nobody takes datagrams there.</exception>
    /// <exception cref="SocketException">The socket has failed.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public Coroutine<int> ReceiveFrom(byte[] buffer, int offset, int count)
    {
        Stream.CheckRange(buffer, offset, count);
        DatagramReceiveOperation operation = (DatagramReceiveOperation)spareReceives.Take() ?? new DatagramReceiveOperation(this);
        return operation.Prepare(buffer, offset, count);
    }

    /// <summary>Waits for a datagram of the peer that the socket is connected to, and takes it. Cancelled before, it loses none.</summary>
    /// <exception cref="InvalidOperationException">Another task is receiving, or the socket is not connected.</exception>
    /// <inheritdoc cref="ReceiveFrom(byte[], int, int)"/>
    public Coroutine<int> Receive(byte[] buffer, int offset, int count)
    {
        Peer();
        return ReceiveFrom(buffer, offset, count);
    }

    internal void BeginReceive()
    {
        ThrowIfClosed();
        if (receiver != null)
        {
            throw new InvalidOperationException("Task " + receiver.Name + " is receiving from this socket already, and it serves one receiver.");
        }

        receiver = Asyncio.CurrentTask;
    }

    internal void EndReceive() => receiver = null;

    internal void Recycle(DatagramReceiveOperation operation) => spareReceives.Return(operation);

    internal void Recycle(DatagramSendOperation operation) => spareSends.Return(operation);

    /// <summary>Sends a datagram if there is room for it.</summary>
    internal bool SendNow(byte[] buffer, int offset, int count, IPEndPoint receiver)
    {
        ThrowIfClosed();
        try
        {
            if (!socket.CanWrite)
            {
                return false;
            }

            socket.SendTo(buffer, offset, count, receiver);
            return true;
        }
        catch (SocketException exception)
        {
            throw Translate(exception);
        }
    }

    /// <summary>Takes a datagram if one has come.</summary>
    /// <returns>How many bytes, or <see cref="Transport.WouldWait"/>.</returns>
    internal int ReceiveNow(byte[] buffer, int offset, int count)
    {
        ThrowIfClosed();
        try
        {
            if (!socket.CanRead)
            {
                return Transport.WouldWait;
            }

            if (peer != null)
            {
                return socket.Receive(buffer, offset, count);
            }

            EndPoint sender = Sender ?? new IPEndPoint(IPAddress.Any, 0);
            int received = socket.ReceiveFrom(buffer, offset, count, ref sender);
            Sender = (IPEndPoint)sender;
            return received;
        }
        catch (SocketException exception)
        {
            throw Translate(exception);
        }
    }

    private IPEndPoint Peer() =>
        peer ?? throw new InvalidOperationException("This socket is not connected: use SendTo and ReceiveFrom, or make it with Connect.");

    private Exception Translate(SocketException exception)
    {
        bool isUnreachable = exception.ErrorCode == (int)SocketError.ConnectionRefused || exception.ErrorCode == (int)SocketError.ConnectionReset;
        return peer != null && isUnreachable ? new PeerUnreachableException("Nobody takes datagrams at " + peer + ".", exception) : exception;
    }
}
