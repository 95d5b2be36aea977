using System.Net;

namespace AsyncCore.Net;

/// <summary>All that resolving names needs of the network: to send and receive datagrams without waiting.</summary>
internal abstract class DnsTransport
{
    /// <summary>What <see cref="Receive"/> returns if nothing is there.</summary>
    internal const int Nothing = -1;

    private protected DnsTransport(Readiness readable) => Readable = readable;

    /// <summary>Opens one.</summary>
    /// <param name="random">Where its own port number, which nobody shall guess, comes from.</param>
    internal delegate DnsTransport Opener(System.Random random);

    /// <summary>Signalled when a datagram may be there.</summary>
    internal Readiness Readable { get; }

    /// <summary>Who sent the datagram that was received last.</summary>
    internal abstract IPEndPoint Sender { get; }

    /// <summary>Sends a datagram, which may get lost.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The network is down, or there is no way to the receiver.</exception>
    internal abstract void Send(byte[] message, int length, IPEndPoint receiver);

    /// <summary>Takes a datagram, if one is there. What does not fit into the buffer is lost.</summary>
    /// <returns>How long it is, or <see cref="Nothing"/>.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The socket has failed.</exception>
    internal abstract int Receive(byte[] buffer);

    /// <summary>Gives the socket back.</summary>
    internal abstract void Close();
}
