using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>A socket of the board at a port that is hard to guess, so that answers are hard to forge.</summary>
internal sealed class SocketDnsTransport : DnsTransport
{
    private const int FirstPort = 49152;
    private const int LastPort = 65535;
    private const int MaxTries = 8;

    private readonly PolledSocket socket;
    private EndPoint sender = new IPEndPoint(IPAddress.Any, 0);

    private SocketDnsTransport(PolledSocket socket)
        : base(socket.Readable)
    {
        this.socket = socket;
    }

    internal override IPEndPoint Sender => (IPEndPoint)sender;

    /// <summary>Opens a socket at a random port.</summary>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="SocketException">The network gives no port.</exception>
    internal static DnsTransport Open(Random random)
    {
        for (int i = 1; i < MaxTries; i++)
        {
            try
            {
                return OpenAt(FirstPort + random.Next(LastPort - FirstPort + 1));
            }
            catch (Exception exception) when (exception is PortInUseException || exception is SocketException)
            {
                // Somebody has that port. nanoFramework does not always say so in its error code, so any error counts.
            }
        }

        return OpenAt(0);
    }

    internal override void Send(byte[] message, int length, IPEndPoint receiver)
    {
        // With no room the datagram is lost, as any datagram may be; it is sent again after a while.
        if (socket.CanWrite)
        {
            socket.SendTo(message, 0, length, receiver);
        }
    }

    internal override int Receive(byte[] buffer) =>
        socket.CanRead ? socket.ReceiveFrom(buffer, 0, buffer.Length, ref sender) : Nothing;

    internal override void Close() => socket.Close();

    private static DnsTransport OpenAt(int port)
    {
        PolledSocket socket = PolledSocket.OpenDatagram("the resolving of names");
        socket.Bind(new IPEndPoint(IPAddress.Any, port), 0);
        return new SocketDnsTransport(socket);
    }
}
