using System;

namespace VirtualPicoW.Hardware;

/// <summary>
/// A socket with nanoFramework's semantics: only the calling thread waits, and a negative timeout waits for ever.
/// Failures are <see cref="SocketFailure"/>s. Closing wakes whoever waits.
/// </summary>
public interface ISocket
{
    /// <summary>Where the socket is bound.</summary>
    Endpoint LocalEndpoint { get; }

    /// <summary>Whom it is connected to.</summary>
    Endpoint RemoteEndpoint { get; }

    /// <summary>How many bytes can be received at once.</summary>
    int Available { get; }

    /// <summary>Binds; port 0 takes any free one.</summary>
    void Bind(Endpoint local);

    /// <summary>Starts to listen.</summary>
    void Listen(int backlog);

    /// <summary>Waits for a connection and takes it.</summary>
    ISocket Accept();

    /// <summary>Connects, and waits until that is done.</summary>
    void Connect(Endpoint remote);

    /// <summary>Sends everything, waiting as often as needed.</summary>
    int Send(byte[] buffer, int offset, int size, int timeoutMilliseconds);

    /// <summary>Sends one datagram.</summary>
    int SendTo(byte[] buffer, int offset, int size, Endpoint remote);

    /// <summary>Waits for the first bytes; 0 means that the peer has closed.</summary>
    int Receive(byte[] buffer, int offset, int size, bool peek, int timeoutMilliseconds);

    /// <summary>Waits for one datagram.</summary>
    int ReceiveFrom(byte[] buffer, int offset, int size, bool peek, int timeoutMilliseconds, out Endpoint remote);

    /// <summary>Asks whether the socket is ready, waiting no longer than told.</summary>
    bool Poll(TimeSpan limit, Readiness readiness);

    /// <summary>Sets an option, by the numbers that all platforms share.</summary>
    void SetOption(int level, int name, byte[] value);

    /// <summary>Reads an option.</summary>
    void GetOption(int level, int name, byte[] value);

    /// <summary>Closes the socket and frees its place.</summary>
    void Close();
}
