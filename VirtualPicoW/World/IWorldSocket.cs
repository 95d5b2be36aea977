using System;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// What a world provides for one socket. Nothing here waits, except <see cref="Wait"/> and <see cref="Connect"/>; disposing ends
/// both. Failures are <see cref="SocketFailure"/>s.
/// </summary>
public interface IWorldSocket : IDisposable
{
    /// <summary>Where the socket is bound.</summary>
    Endpoint LocalEndpoint { get; }

    /// <summary>Whom it is connected to.</summary>
    Endpoint RemoteEndpoint { get; }

    /// <summary>How many bytes can be received at once.</summary>
    int Available { get; }

    /// <summary>True if the other end has acknowledged all bytes that were sent, as far as the world can tell; true also if it will never acknowledge them.</summary>
    bool HasArrived { get; }

    /// <summary>Binds; port 0 takes any free one.</summary>
    void Bind(Endpoint local);

    /// <summary>Starts to listen.</summary>
    void Listen(int backlog);

    /// <summary>Takes a connection, or null if none is there.</summary>
    IWorldSocket? Accept();

    /// <summary>Connects, and waits until that is done.</summary>
    void Connect(Endpoint remote);

    /// <summary>
    /// Sends bytes and returns how many were taken. After <see cref="Wait"/> has said yes for writing,
    /// <see cref="BoardSocket.SendBuffer"/> bytes are taken at once.
    /// </summary>
    int Send(ReadOnlySpan<byte> bytes);

    /// <summary>Sends one datagram.</summary>
    void SendTo(ReadOnlySpan<byte> bytes, Endpoint remote);

    /// <summary>Receives bytes: -1 if none are there, 0 if the peer has closed.</summary>
    int Receive(Span<byte> bytes, bool peek);

    /// <summary>Receives one datagram: -1 if none is there.</summary>
    int ReceiveFrom(Span<byte> bytes, bool peek, out Endpoint remote);

    /// <summary>Waits until the socket is ready, but no longer than <paramref name="limit"/>.</summary>
    bool Wait(Readiness readiness, TimeSpan limit);

    /// <summary>The error that the connection has run into, as a Winsock number, or 0.</summary>
    int TakeError();

    /// <summary>Sets an option.</summary>
    void SetOption(int level, int name, byte[] value);

    /// <summary>Reads an option.</summary>
    void GetOption(int level, int name, byte[] value);

    /// <summary>Closes with a reset, so that the peer sees an error and not the end of the stream.</summary>
    void Abort();
}
