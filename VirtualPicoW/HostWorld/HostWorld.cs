using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// The world of the machine this runs on: real time and real sockets, on 127.0.0.1 only, so that any program on this machine can talk to
/// the board and nothing else can.
/// </summary>
public sealed class HostWorld : World
{
    /// <inheritdoc/>
    public override uint BoardAddress => Endpoint.Loopback;

    /// <inheritdoc/>
    public override IClock StartClock() => new HostClock();

    /// <inheritdoc/>
    public override IWorldSocket OpenSocket(SocketKind kind) => new HostSocket(kind);

    /// <inheritdoc/>
    public override uint Resolve(string host) => host is "" or "localhost"
        ? Endpoint.Loopback
        : throw Failures.Of(SocketError.HostNotFound, $"There is no host '{host}': a board in the host world knows localhost only.");
}
