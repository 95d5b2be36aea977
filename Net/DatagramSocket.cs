using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>Sends and receives datagrams (UDP). In asyncio: <c>create_datagram_endpoint()</c>, but with methods to await.</summary>
/// <remarks>Datagrams may get lost, and the board keeps four that nobody has received yet.</remarks>
public sealed class DatagramSocket
{
    private readonly PolledSocket socket;
    private Task receiver;
    private bool isClosed;
    private bool isBroadcastAllowed;

    private DatagramSocket(PolledSocket socket) => this.socket = socket;

    /// <summary>The port it is bound to.</summary>
    public int Port => socket.Local.Port;

    /// <summary>Who sent the datagram that was received last; null before the first.</summary>
    public IPEndPoint Sender { get; private set; }

    /// <summary>Whether datagrams may go to the broadcast address. At first they may not.</summary>
    public bool IsBroadcastAllowed
    {
        get => isBroadcastAllowed;
        set
        {
            socket.AllowBroadcast(value);
            isBroadcastAllowed = value;
        }
    }

    /// <summary>Opens a socket at a port, on all addresses of the board.</summary>
    /// <param name="port">The port, 1 to 65535; 0 for any that is free.</param>
    /// <returns>The socket. Close it when it is no longer needed.</returns>
    /// <exception cref="PortInUseException">The port is taken.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    public static DatagramSocket Bind(int port)
    {
        PolledSocket socket = PolledSocket.OpenDatagram("datagrams");
        socket.Bind(new IPEndPoint(IPAddress.Any, port), 0);
        return new DatagramSocket(socket);
    }

    /// <summary>Reads an address to send to. Keep the result: it need be made once only.</summary>
    /// <param name="address">An IPv4 address such as <c>192.168.1.20</c>; names cannot be resolved yet.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The address is no IPv4 address.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public static IPEndPoint Receiver(string address, int port) => Address.EndPoint(address, port);

    /// <summary>Sends one datagram.</summary>
    /// <param name="buffer">The bytes; the caller's again when it has been sent.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes; more than 1472 do not fit in one packet of the network.</param>
    /// <param name="receiver">Whom to; see <see cref="Receiver"/>.</param>
    /// <returns>What to await, once.</returns>
    /// <exception cref="SocketException">The network did not take it; it may be down.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public async Coroutine SendTo(byte[] buffer, int offset, int count, IPEndPoint receiver)
    {
        await Asyncio.SleepMs(0);
        ThrowIfClosed();
        while (!socket.CanWrite)
        {
            await socket.Writable;
            ThrowIfClosed();
        }

        socket.SendTo(buffer, offset, count, receiver);
    }

    /// <summary>Waits for a datagram and takes it; <see cref="Sender"/> says who sent it. Cancelled before, it loses none.</summary>
    /// <param name="buffer">Where to put it; what does not fit is lost.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes at most.</param>
    /// <returns>How many bytes; 0 for an empty datagram.</returns>
    /// <exception cref="InvalidOperationException">Another task is receiving.</exception>
    /// <exception cref="SocketException">The socket has failed.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public async Coroutine<int> ReceiveFrom(byte[] buffer, int offset, int count)
    {
        if (receiver != null)
        {
            throw new InvalidOperationException("Task " + receiver.Name + " is receiving from this socket already, and it serves one receiver.");
        }

        receiver = Asyncio.CurrentTask;
        try
        {
            await Asyncio.SleepMs(0);
            ThrowIfClosed();
            while (!socket.CanRead)
            {
                await socket.Readable;
                ThrowIfClosed();
            }

            EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
            int received = socket.ReceiveFrom(buffer, offset, count, ref sender);
            Sender = (IPEndPoint)sender;
            return received;
        }
        finally
        {
            receiver = null;
        }
    }

    /// <summary>Closes the socket. Whoever waits for it is told. Twice is fine.</summary>
    public void Close()
    {
        isClosed = true;
        socket.Close();
        socket.Readable.Signal();
        socket.Writable.Signal();
    }

    private void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw new ObjectDisposedException("The datagram socket was closed.");
        }
    }
}
