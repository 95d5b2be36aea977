using System.Buffers.Binary;
using VirtualPicoW.Hardware;

namespace System.Net.Sockets;

/// <summary>
/// A socket. What it does is up to the board; this class has nanoFramework's shape and its checks. Polling, sending and receiving
/// allocate nothing, so that what a program allocates can be measured.
/// </summary>
public class Socket : IDisposable
{
    private readonly ISocket socket;
    private int receiveTimeout = Threading.Timeout.Infinite;
    private int sendTimeout = Threading.Timeout.Infinite;
    private bool hasEndPoint;
    private volatile bool isClosed;

    /// <summary>Opens a socket for TCP or UDP over IPv4.</summary>
    /// <exception cref="SocketException">The board has no such sockets, or none is free.</exception>
    public Socket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
    {
        if (addressFamily != AddressFamily.InterNetwork)
        {
            throw new SocketException(SocketError.AddressFamilyNotSupported);
        }

        SocketKind kind = socketType switch
        {
            SocketType.Stream => SocketKind.Stream,
            SocketType.Dgram => SocketKind.Datagram,
            _ => throw new SocketException(SocketError.SocketNotSupported),
        };
        socket = Native(() => NetworkOfBoard.Sockets.Open(kind));
        SocketType = socketType;
    }

    private Socket(ISocket accepted)
    {
        socket = accepted;
        SocketType = SocketType.Stream;
    }

    /// <summary>Closes a socket that was forgotten.</summary>
    ~Socket() => Dispose(false);

    /// <summary>How many bytes can be received at once.</summary>
    public int Available
    {
        get
        {
            RequireOpen();
            try
            {
                return socket.Available;
            }
            catch (SocketFailure failure)
            {
                throw new SocketException(failure);
            }
        }
    }

    /// <summary>Where the socket is bound.</summary>
    public EndPoint LocalEndPoint => Use(() => IPEndPoint.From(socket.LocalEndpoint));

    /// <summary>Whom it is connected to.</summary>
    public EndPoint RemoteEndPoint => Use(() => IPEndPoint.From(socket.RemoteEndpoint));

    /// <summary>
    /// Whether the socket was bound or connected and not closed; false for accepted ones. It says nothing about the
    /// peer: that is how nanoFramework has it.
    /// </summary>
    public bool Connected => hasEndPoint && !isClosed;

    /// <summary>How long Receive waits, in milliseconds; -1 for ever.</summary>
    public int ReceiveTimeout
    {
        get => receiveTimeout;
        set => receiveTimeout = CheckTimeout(value);
    }

    /// <summary>How long Send waits, in milliseconds; -1 for ever.</summary>
    public int SendTimeout
    {
        get => sendTimeout;
        set => sendTimeout = CheckTimeout(value);
    }

    /// <summary>What the socket carries.</summary>
    public SocketType SocketType { get; }

    /// <summary>The board's socket, for TLS over it.</summary>
    internal ISocket OfBoard => socket;

    /// <summary>Binds; port 0 takes any free one.</summary>
    public void Bind(EndPoint localEP)
    {
        Use(() => socket.Bind(IPEndPoint.ToEndpoint(localEP)));
        hasEndPoint = true;
    }

    /// <summary>Connects, and waits until that is done. There is no timeout.</summary>
    public void Connect(EndPoint remoteEP)
    {
        Use(() => socket.Connect(IPEndPoint.ToEndpoint(remoteEP)));
        hasEndPoint = true;
    }

    /// <summary>Closes the socket and wakes who waits on it.</summary>
    public void Close() => Dispose();

    /// <summary>Starts to listen.</summary>
    public void Listen(int backlog) => Use(() => socket.Listen(backlog));

    /// <summary>Waits for a connection and takes it.</summary>
    public Socket Accept() => Use(() => new Socket(socket.Accept()));

    /// <summary>Sends everything.</summary>
    public int Send(byte[] buffer) => Send(buffer, 0, buffer?.Length ?? 0, SocketFlags.None);

    /// <summary>Sends everything.</summary>
    public int Send(byte[] buffer, SocketFlags socketFlags) => Send(buffer, 0, buffer?.Length ?? 0, socketFlags);

    /// <summary>Sends the beginning of an array.</summary>
    public int Send(byte[] buffer, int size, SocketFlags socketFlags) => Send(buffer, 0, size, socketFlags);

    /// <summary>Sends a part of an array, all of it, waiting as often as needed.</summary>
    public int Send(byte[] buffer, int offset, int size, SocketFlags socketFlags)
    {
        CheckRange(buffer, offset, size);
        RequireOpen();
        try
        {
            return socket.Send(buffer, offset, size, sendTimeout);
        }
        catch (SocketFailure failure)
        {
            throw new SocketException(failure);
        }
    }

    /// <summary>Sends one datagram.</summary>
    public int SendTo(byte[] buffer, int offset, int size, SocketFlags socketFlags, EndPoint remoteEP)
    {
        CheckRange(buffer, offset, size);
        int sent = Use(() => socket.SendTo(buffer, offset, size, IPEndPoint.ToEndpoint(remoteEP)));
        hasEndPoint = true;
        return sent;
    }

    /// <summary>Sends one datagram.</summary>
    public int SendTo(byte[] buffer, int size, SocketFlags socketFlags, EndPoint remoteEP) =>
        SendTo(buffer, 0, size, socketFlags, remoteEP);

    /// <summary>Sends one datagram.</summary>
    public int SendTo(byte[] buffer, SocketFlags socketFlags, EndPoint remoteEP) =>
        SendTo(buffer, 0, buffer?.Length ?? 0, socketFlags, remoteEP);

    /// <summary>Sends one datagram.</summary>
    public int SendTo(byte[] buffer, EndPoint remoteEP) => SendTo(buffer, 0, buffer?.Length ?? 0, SocketFlags.None, remoteEP);

    /// <summary>Waits for the first bytes; 0 means that the peer has closed.</summary>
    public int Receive(byte[] buffer) => Receive(buffer, 0, buffer?.Length ?? 0, SocketFlags.None);

    /// <summary>Waits for the first bytes; 0 means that the peer has closed.</summary>
    public int Receive(byte[] buffer, SocketFlags socketFlags) => Receive(buffer, 0, buffer?.Length ?? 0, socketFlags);

    /// <summary>Waits for the first bytes; 0 means that the peer has closed.</summary>
    public int Receive(byte[] buffer, int size, SocketFlags socketFlags) => Receive(buffer, 0, size, socketFlags);

    /// <summary>Waits for the first bytes; 0 means that the peer has closed.</summary>
    public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags)
    {
        CheckRange(buffer, offset, size);
        RequireOpen();
        try
        {
            return socket.Receive(buffer, offset, size, (socketFlags & SocketFlags.Peek) != 0, receiveTimeout);
        }
        catch (SocketFailure failure)
        {
            throw new SocketException(failure);
        }
    }

    /// <summary>Waits for a datagram and says who sent it.</summary>
    public int ReceiveFrom(byte[] buffer, int offset, int size, SocketFlags socketFlags, ref EndPoint remoteEP)
    {
        CheckRange(buffer, offset, size);
        RequireOpen();
        if (!hasEndPoint)
        {
            throw new SocketException(SocketError.NotConnected);
        }

        ArgumentNullException.ThrowIfNull(remoteEP);
        Endpoint sender = default(Endpoint);
        int received = Use(() =>
            socket.ReceiveFrom(buffer, offset, size, (socketFlags & SocketFlags.Peek) != 0, receiveTimeout, out sender));
        remoteEP = IPEndPoint.From(sender);
        return received;
    }

    /// <summary>Waits for a datagram and says who sent it.</summary>
    public int ReceiveFrom(byte[] buffer, int size, SocketFlags socketFlags, ref EndPoint remoteEP) =>
        ReceiveFrom(buffer, 0, size, socketFlags, ref remoteEP);

    /// <summary>Waits for a datagram and says who sent it.</summary>
    public int ReceiveFrom(byte[] buffer, SocketFlags socketFlags, ref EndPoint remoteEP) =>
        ReceiveFrom(buffer, 0, buffer?.Length ?? 0, socketFlags, ref remoteEP);

    /// <summary>Waits for a datagram and says who sent it.</summary>
    public int ReceiveFrom(byte[] buffer, ref EndPoint remoteEP) =>
        ReceiveFrom(buffer, 0, buffer?.Length ?? 0, SocketFlags.None, ref remoteEP);

    /// <summary>Sets an option.</summary>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionValue)
    {
        byte[] value = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(value, optionValue);
        SetSocketOption(optionLevel, optionName, value);
        if (optionName == SocketOptionName.SendTimeout)
        {
            sendTimeout = optionValue;
        }
        else if (optionName == SocketOptionName.ReceiveTimeout)
        {
            receiveTimeout = optionValue;
        }
    }

    /// <summary>Sets an option.</summary>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue) =>
        SetSocketOption(optionLevel, optionName, optionValue ? 1 : 0);

    /// <summary>Sets an option.</summary>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, byte[] optionValue) =>
        Use(() => socket.SetOption((int)optionLevel, (int)optionName, optionValue));

    /// <summary>Reads an option, as a number.</summary>
    public object GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName)
    {
        if (optionName is SocketOptionName.AddMembership or SocketOptionName.DropMembership)
        {
            throw new NotSupportedException();
        }

        byte[] value = new byte[sizeof(int)];
        GetSocketOption(optionLevel, optionName, value);
        return BinaryPrimitives.ReadInt32LittleEndian(value);
    }

    /// <summary>Reads an option.</summary>
    public void GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, byte[] val) =>
        Use(() => socket.GetOption((int)optionLevel, (int)optionName, val));

    /// <summary>Asks whether the socket is ready. 0 does not wait at all, a negative time waits for ever.</summary>
    public bool Poll(int microSeconds, SelectMode mode)
    {
        RequireOpen();
        try
        {
            return socket.Poll(TimeSpan.FromMicroseconds(microSeconds), (Readiness)mode);
        }
        catch (SocketFailure failure)
        {
            throw new SocketException(failure);
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the socket.</summary>
    protected virtual void Dispose(bool disposing)
    {
        // Whoever forgets a socket loses it for good: a board may never run the finalizer in time.
        if (disposing && !isClosed)
        {
            isClosed = true;
            socket.Close();
        }
    }

    private static int CheckTimeout(int milliseconds) => milliseconds switch
    {
        < Threading.Timeout.Infinite => throw new ArgumentOutOfRangeException(nameof(milliseconds)),
        0 => Threading.Timeout.Infinite,
        _ => milliseconds,
    };

    private static void CheckRange(byte[] buffer, int offset, int size)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (offset < 0 || size < 0 || offset > buffer.Length - size)
        {
            throw new ArgumentOutOfRangeException(nameof(size));
        }
    }

    private static T Native<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (SocketFailure failure)
        {
            throw new SocketException(failure);
        }
    }

    private void RequireOpen()
    {
        if (isClosed)
        {
            throw new ObjectDisposedException(nameof(Socket), "The socket was closed.");
        }
    }

    private T Use<T>(Func<T> operation)
    {
        RequireOpen();
        return Native(operation);
    }

    private void Use(Action operation) => Use(() =>
    {
        operation();
        return true;
    });
}
