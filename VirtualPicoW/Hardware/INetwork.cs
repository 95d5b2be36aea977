namespace VirtualPicoW.Hardware;

/// <summary>The network stack of the board.</summary>
public interface INetwork
{
    /// <summary>Opens a socket.</summary>
    /// <exception cref="SocketFailure">All sockets are in use.</exception>
    ISocket Open(SocketKind kind);

    /// <summary>Finds the address of a host.</summary>
    /// <exception cref="SocketFailure">There is no such host, or no network.</exception>
    uint Resolve(string host);
}
