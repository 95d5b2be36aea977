using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A world in which some hosts answer nobody: whoever connects to one waits until the socket is closed.</summary>
/// <param name="world">The world, which is otherwise as it was.</param>
/// <param name="hosts">The IPv4 addresses of the hosts.</param>
public sealed class WorldWithSilentHosts(World world, params IEnumerable<IPAddress> hosts) : World
{
    private readonly HashSet<uint> silentHosts = [.. hosts.Select(host => BinaryPrimitives.ReadUInt32BigEndian(host.GetAddressBytes()))];

    /// <inheritdoc/>
    public override uint BoardAddress => world.BoardAddress;

    /// <inheritdoc/>
    public override IReadOnlyList<uint> NameServers => world.NameServers;

    /// <inheritdoc/>
    public override IClock StartClock() => world.StartClock();

    /// <inheritdoc/>
    public override IWorldSocket OpenSocket(SocketKind kind) => new PatientSocket(world.OpenSocket(kind), silentHosts);

    /// <inheritdoc/>
    public override void SpinOnce() => world.SpinOnce();

    /// <inheritdoc/>
    public override uint Resolve(string host) => world.Resolve(host);

    private sealed class PatientSocket(IWorldSocket socket, HashSet<uint> silentHosts) : RelayedSocket(socket)
    {
        private readonly ManualResetEventSlim closed = new();

        public override void Connect(Endpoint remote)
        {
            if (silentHosts.Contains(remote.Address))
            {
                closed.Wait();
            }

            base.Connect(remote);
        }

        public override void Dispose()
        {
            base.Dispose();
            closed.Set();
        }
    }
}
