using System.Collections.Generic;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// What surrounds a board: how its time passes and who is on its network. The rules of the board itself (how many sockets,
/// what blocks, what fails without a link) are the board's and the same in every world.
/// </summary>
public abstract class World
{
    /// <summary>The IPv4 address of a board that has joined a network, first number in the highest byte.</summary>
    public abstract uint BoardAddress { get; }

    /// <summary>The addresses of the name servers that a board is told when it joins a network.</summary>
    public abstract IReadOnlyList<uint> NameServers { get; }

    /// <summary>Starts the clock of a board that boots now.</summary>
    public abstract IClock StartClock();

    /// <summary>Opens a socket.</summary>
    public abstract IWorldSocket OpenSocket(SocketKind kind);

    /// <summary>
    /// The firmware spins until something happens. A world may use that to wait in its own way, up to a millisecond, and must look up as soon as a socket that was
    /// polled in vain is ready.
    /// </summary>
    public virtual void SpinOnce()
    {
    }

    /// <summary>The address of a host.</summary>
    /// <exception cref="SocketFailure">There is no such host.</exception>
    public abstract uint Resolve(string host);
}
