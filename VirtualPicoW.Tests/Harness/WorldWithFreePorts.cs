using System.Collections.Generic;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>A world in which a board gets another port than it asks for, one that is free: this machine has other users.</summary>
internal sealed class WorldWithFreePorts(World world) : World
{
    public override uint BoardAddress => world.BoardAddress;

    public override IReadOnlyList<uint> NameServers => world.NameServers;

    public override IClock StartClock() => world.StartClock();

    public override IWorldSocket OpenSocket(SocketKind kind) => new FreelyBoundSocket(world.OpenSocket(kind));

    public override uint Resolve(string host) => world.Resolve(host);

    private sealed class FreelyBoundSocket(IWorldSocket socket) : RelayedSocket(socket)
    {
        public override void Bind(Endpoint local) => base.Bind(local with { Port = 0 });
    }
}
