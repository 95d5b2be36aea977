using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>
/// Sends and receives datagrams (UDP): from and to anybody if it is bound, from and to one peer if it is connected. In asyncio:
/// <c>create_datagram_endpoint()</c>, but with methods to await.
/// </summary>
/// <remarks>
/// <para>One receive is one datagram. Datagrams may get lost, and the board keeps four that nobody has received yet.</para>
/// <para>
/// One task may receive while others send. Sending and receiving allocates nothing, but for the sender's address, which nanoFramework makes anew for each datagram that
/// <see cref="ReceiveFrom"/> takes; <see cref="Receive"/> makes none.
/// </para>
/// </remarks>
public sealed partial class DatagramSocket
{
    private readonly PolledSocket socket;
    private readonly IPEndPoint peer;
    private Task receiver;
    private readonly SpareOperations spareReceives = new SpareOperations();
    private readonly SpareOperations spareSends = new SpareOperations();
    private bool isClosed;
    private bool isBroadcastAllowed;

    private DatagramSocket(PolledSocket socket, IPEndPoint peer)
    {
        this.socket = socket;
        this.peer = peer;
    }

    /// <summary>The port it is bound to.</summary>
    public int Port => socket.LocalEndPoint.Port;

    /// <summary>Address and port it is bound to.</summary>
    public string Local => socket.Local;

    /// <summary>Who sent the datagram that was received last: if the socket is connected, its peer. Null before the first.</summary>
    public IPEndPoint Sender { get; private set; }

    /// <summary>How many datagrams <see cref="TrySendTo"/> and <see cref="TrySend"/> dropped, because there was no room for them.</summary>
    public int DroppedCount { get; private set; }

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

    internal Readiness Readable => socket.Readable;

    internal Readiness Writable => socket.Writable;

    /// <summary>Opens a socket at a port, on all addresses of the board.</summary>
    /// <param name="port">The port, 1 to 65535; 0 for any that is free.</param>
    /// <returns>The socket. Close it when it is no longer needed.</returns>
    /// <exception cref="PortInUseException">The port is taken.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public static DatagramSocket Bind(int port) => Bind(IPAddress.Any, port);

    /// <summary>Opens a socket at a port, on one address of the board.</summary>
    /// <param name="address">The address, such as <c>192.168.1.20</c>.</param>
    /// <param name="port">The port, 1 to 65535; 0 for any that is free.</param>
    /// <returns>The socket. Close it when it is no longer needed.</returns>
    /// <exception cref="PortInUseException">The port is taken.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="ArgumentException">The address is no IPv4 address.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    /// <exception cref="SocketException">The board does not have this address.</exception>
    public static DatagramSocket Bind(string address, int port) => Bind(IPv4.Parse(address), port);

    /// <summary>
    /// Opens a socket for one peer: <see cref="Send"/> sends to it, and <see cref="Receive"/> hears it only. Nothing is sent yet, so it is not known whether anybody
    /// is there.
    /// </summary>
    /// <param name="address">The peer's IPv4 address, such as <c>192.168.1.20</c>.</param>
    /// <param name="port">The peer's port, 1 to 65535.</param>
    /// <returns>The socket. Close it when it is no longer needed.</returns>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="ArgumentException">The address is no IPv4 address.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    /// <exception cref="SocketException">There is no network.</exception>
    public static DatagramSocket Connect(string address, int port)
    {
        IPEndPoint peer = IPv4.EndPoint(address, port);
        PolledSocket socket = PolledSocket.OpenDatagram("datagrams with " + peer);
        try
        {
            socket.ConnectDatagrams(peer);
            return new DatagramSocket(socket, peer) { Sender = peer };
        }
        catch (SocketException)
        {
            socket.Close();
            throw;
        }
    }

    /// <summary>Reads an address to send to. Keep the result: it need be made once only.</summary>
    /// <param name="address">An IPv4 address such as <c>192.168.1.20</c>; for a name see <see cref="NameResolver.ResolveEndPoint"/>.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">The address is no IPv4 address.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public static IPEndPoint Receiver(string address, int port) => IPv4.EndPoint(address, port);

    /// <summary>Hears from now on what is sent to a multicast group. A Pico W can be in eight; a virtual one in none.</summary>
    /// <param name="group">The group's address, 224.0.0.0 to 239.255.255.255.</param>
    /// <exception cref="ArgumentException">The address is no IPv4 address.</exception>
    /// <exception cref="SocketException">The network stack has no room for the group, or knows no groups.</exception>
    public void JoinGroup(string group) => ChangeGroup(group, SocketOptionName.AddMembership);

    /// <summary>Hears no longer what is sent to a multicast group.</summary>
    /// <param name="group">The group's address.</param>
    /// <exception cref="ArgumentException">The address is no IPv4 address.</exception>
    /// <exception cref="SocketException">The socket was not in the group.</exception>
    public void LeaveGroup(string group) => ChangeGroup(group, SocketOptionName.DropMembership);

    /// <summary>Closes the socket. Whoever waits for it is told. Twice is fine.</summary>
    public void Close()
    {
        isClosed = true;
        socket.Close();
        socket.Readable.Signal();
        socket.Writable.Signal();
    }

    private static DatagramSocket Bind(IPAddress address, int port)
    {
        if (port < 0 || port > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port), "A port is 0 to 65535, not " + port + ".");
        }

        PolledSocket socket = PolledSocket.OpenDatagram("datagrams at port " + port);
        socket.Bind(new IPEndPoint(address, port), 0);
        return new DatagramSocket(socket, null);
    }

    private void ChangeGroup(string group, SocketOptionName change)
    {
        ThrowIfClosed();
        byte[] membership = new byte[8];
        Array.Copy(IPv4.Parse(group).GetAddressBytes(), membership, 4);
        socket.ChangeMembership(change, membership);
    }

    private void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw new ObjectDisposedException("The datagram socket was closed.");
        }
    }
}
