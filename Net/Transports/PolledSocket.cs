using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>
/// A socket that is counted, that never blocks the loop because it is always asked first, and that signals when it is ready. Connected, it is a transport; a server and a datagram
/// socket use it for what they do. It knows nothing of what that is beyond the name of it.
/// </summary>
internal sealed class PolledSocket : Transport
{
    /// <summary>
    /// What one write may hold: two full segments of a network whose frames carry 1500 bytes. The network stack says that it is writable only with its whole buffer of 2960 bytes free, and a send that fits
    /// in there does not wait. The other end acknowledges every second full segment at once, but may take its time for less.
    /// </summary>
    private const int MaxSendLength = 2920;

    private const int WasteLength = 512;

    private static readonly object Closed = new ObjectDisposedException("The connection was closed.");

    /// <summary>Where to put what nobody reads; made for the first connection that is closed so.</summary>
    private static byte[] waste;

    private Socket socket;

    /// <summary>
    /// What it is in use for, a string; with TLS over it the gate that knows that; later why it is of no use any more, an exception. The socket tells of a failure once only, so that is kept for whoever uses it
    /// next.
    /// </summary>
    private object purposeOrFailure;

    private PolledSocket(string purpose)
    {
        purposeOrFailure = purpose;
        SocketPoller.Attach();
        SocketBudget.Enter(this);
    }

    /// <summary>What it is in use for, in the words of a report.</summary>
    internal string Purpose => purposeOrFailure as string ?? (purposeOrFailure as RecordGate)?.Purpose ?? "a lost connection";

    /// <summary>How many bytes have come and were not received.</summary>
    internal int Available => socket.Available;

    /// <inheritdoc/>
    public override string Peer => NameOf(false);

    /// <inheritdoc/>
    public override string Local => NameOf(true);

    /// <summary>True if receiving or accepting will not wait.</summary>
    /// <exception cref="SocketException">The socket has failed.</exception>
    internal bool CanRead => IsReady(SelectMode.SelectRead);

    /// <summary>True if sending will not wait.</summary>
    /// <exception cref="SocketException">The socket has failed.</exception>
    internal bool CanWrite => IsReady(SelectMode.SelectWrite);

    /// <summary>Where it is bound.</summary>
    internal IPEndPoint LocalEndPoint => (IPEndPoint)socket.LocalEndPoint;

    /// <summary>Opens a socket for a connection or a server.</summary>
    /// <exception cref="TooManySocketsException">There is none left.</exception>
    internal static PolledSocket OpenStream(string purpose) => new PolledSocket(purpose).Open(SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Opens a socket for datagrams.</summary>
    /// <exception cref="TooManySocketsException">There is none left.</exception>
    internal static PolledSocket OpenDatagram(string purpose) => new PolledSocket(purpose).Open(SocketType.Dgram, ProtocolType.Udp);

    /// <summary>Accepts a connection, which must be there.</summary>
    /// <exception cref="TooManySocketsException">There is no socket left for it.</exception>
    internal PolledSocket Accept(string purpose)
    {
        PolledSocket accepted = new PolledSocket(purpose);
        try
        {
            accepted.socket = socket.Accept();
            accepted.SendAtOnce();
            return accepted;
        }
        catch (SocketException exception)
        {
            accepted.Close();
            throw exception.ErrorCode == (int)SocketError.TooManyOpenSockets ? SocketBudget.NoteExhausted() : exception;
        }
        catch
        {
            // No memory: its place in the budget must not be lost for that.
            accepted.Close();
            throw;
        }
    }

    /// <summary>Accepts a connection, which must be there, and closes it.</summary>
    internal void Refuse() => socket.Accept().Close();

    /// <summary>Takes a port and, if connections may wait to be accepted (the backlog), listens there.</summary>
    /// <exception cref="PortInUseException">The port is taken. The socket has been closed.</exception>
    internal void Bind(IPEndPoint local, int backlog)
    {
        try
        {
            if (backlog == 0)
            {
                socket.Bind(local);
                return;
            }

            // Without it a port cannot be listened at again for a while after a connection to it was closed.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(local);
            socket.Listen(backlog);
        }
        catch (SocketException exception)
        {
            Close();
            throw exception.ErrorCode == (int)SocketError.AddressAlreadyInUse ? new PortInUseException(local.Port, exception) : exception;
        }
    }

    /// <summary>Connects. Blocks the calling thread, for many seconds if nobody answers.</summary>
    internal void Connect(IPEndPoint remote)
    {
        socket.Connect(remote);
        SendAtOnce();
    }

    /// <summary>Limits datagrams to those of one peer. Does not wait: nothing is sent.</summary>
    internal void ConnectDatagrams(IPEndPoint peer) => socket.Connect(peer);

    /// <summary>Joins or leaves a multicast group.</summary>
    /// <param name="change">Which of both.</param>
    /// <param name="membership">Four bytes of the group's address, four of the board's, of which zeros mean any.</param>
    internal void ChangeMembership(SocketOptionName change, byte[] membership) =>
        socket.SetSocketOption(SocketOptionLevel.IP, change, membership);

    /// <summary>Lets datagrams to the broadcast address pass.</summary>
    internal void AllowBroadcast(bool isAllowed) =>
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, isAllowed);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return CanRead ? Receive(buffer, offset, count) : WouldWait;
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
            if (!CanWrite)
            {
                return WouldWait;
            }

            SocketPoller.NoteExchange();
            return socket.Send(buffer, offset, count < MaxSendLength ? count : MaxSendLength, SocketFlags.None);
        }
        catch (SocketException exception)
        {
            throw Lost(exception);
        }
    }

    /// <summary>A socket that has been closed here is not lost.</summary>
    internal override bool IsLost => purposeOrFailure is SocketException;

    /// <summary>The network stack says that it is writable only when the other end has acknowledged everything: see <see cref="MaxSendLength"/>.</summary>
    internal override bool HasArrived
    {
        get
        {
            try
            {
                return CanWrite;
            }
            catch (SocketException exception)
            {
                throw Lost(exception);
            }
        }
    }

    internal override int Discard() => Read(waste ??= new byte[WasteLength], 0, WasteLength);

    /// <summary>Closes the socket and frees its place. Any thread; twice is fine.</summary>
    public override void Close()
    {
        if (purposeOrFailure != Closed)
        {
            purposeOrFailure = Closed;
            socket?.Close();
            SocketBudget.Leave(this);
        }
    }

    /// <summary>Receives from a connection, or a datagram; <see cref="CanRead"/> must have said so.</summary>
    internal int Receive(byte[] buffer, int offset, int count)
    {
        SocketPoller.NoteExchange();
        return socket.Receive(buffer, offset, count, SocketFlags.None);
    }

    /// <summary>Looks at the first bytes that have come, without taking them; of several segments it sees the first.</summary>
    /// <returns>How many bytes were there to be seen.</returns>
    internal int Peek(byte[] buffer) => socket.Receive(buffer, 0, buffer.Length, SocketFlags.Peek);

    /// <summary>From now on signals that something has come only when the gate has enough of it.</summary>
    internal void SignalFor(RecordGate gate)
    {
        if (purposeOrFailure is not Exception)
        {
            purposeOrFailure = gate;
        }
    }

    /// <summary>Makes what does TLS over it. Closing that closes the connection, but does not free its place here.</summary>
    internal SslStream OverTls() => new SslStream(socket);

    /// <summary>Receives a datagram, and tells who sent it; <see cref="CanRead"/> must have said so.</summary>
    internal int ReceiveFrom(byte[] buffer, int offset, int count, ref EndPoint sender) =>
        socket.ReceiveFrom(buffer, offset, count, SocketFlags.None, ref sender);

    /// <summary>Sends a datagram; <see cref="CanWrite"/> must have said so.</summary>
    internal void SendTo(byte[] buffer, int offset, int count, IPEndPoint receiver)
    {
        SocketPoller.NoteExchange();
        socket.SendTo(buffer, offset, count, SocketFlags.None, receiver);
    }

    /// <summary>Signals whoever waits, if it is time.</summary>
    /// <returns>True if anybody waited.</returns>
    internal bool Poll()
    {
        bool isInputAwaited = HasWaiters;
        if (isInputAwaited && IsWorthATry(SelectMode.SelectRead))
        {
            Signal();
        }

        if (!IsRoomAwaited)
        {
            return isInputAwaited;
        }

        if (Room.Linger != null || IsWorthATry(SelectMode.SelectWrite))
        {
            Room.Signal();
        }

        return true;
    }

    /// <summary>The number of an error, in the words of a report; nothing if the network stack gives none, as when something is sent after a reset.</summary>
    internal static string ErrorText(SocketException exception) => exception.ErrorCode == 0 ? string.Empty : " (socket error " + exception.ErrorCode + ")";

    /// <summary>Notes that the connection is lost, whichever call has met that.</summary>
    private ConnectionResetException Lost(SocketException exception)
    {
        if (purposeOrFailure != Closed)
        {
            purposeOrFailure = exception;
        }

        return new ConnectionResetException("The connection was lost" + ErrorText(exception) + ".", exception);
    }

    private PolledSocket Open(SocketType type, ProtocolType protocol)
    {
        try
        {
            socket = new Socket(AddressFamily.InterNetwork, type, protocol);
            return this;
        }
        catch (SocketException)
        {
            Close();
            throw SocketBudget.NoteExhausted();
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>A write never waits here for the answer to the one before, so there is nothing that delaying it could gather.</summary>
    private void SendAtOnce() => socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);

    private bool IsReady(SelectMode mode)
    {
        if (purposeOrFailure is Exception failure)
        {
            throw failure;
        }

        try
        {
            return socket.Poll(0, mode);
        }
        catch (SocketException exception)
        {
            purposeOrFailure = exception;
            throw;
        }
    }

    /// <summary>True also if the socket has failed: the task that waits for it meets that in its own call.</summary>
    private bool IsWorthATry(SelectMode mode)
    {
        try
        {
            if (!IsReady(mode))
            {
                return false;
            }

            if (mode == SelectMode.SelectRead && purposeOrFailure is RecordGate gate && !gate.HasEnough)
            {
                // Whether the connection has failed since, a look for bytes does not tell while there are any.
                IsReady(SelectMode.SelectWrite);
                return false;
            }

            return true;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private string NameOf(bool isLocal)
    {
        try
        {
            return (isLocal ? socket.LocalEndPoint : socket.RemoteEndPoint).ToString();
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
