using System.Collections.Generic;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>A world in which the host 127.0.0.9 answers nobody: whoever connects to it waits until the socket is closed.</summary>
internal sealed class WorldWithSilentHost(World world) : World
{
    private const uint SilentHost = Endpoint.Loopback + 8;

    public override uint BoardAddress => world.BoardAddress;

    public override IReadOnlyList<uint> NameServers => world.NameServers;

    public override IClock StartClock() => world.StartClock();

    public override IWorldSocket OpenSocket(SocketKind kind) => new PatientSocket(world.OpenSocket(kind));

    public override void SpinOnce() => world.SpinOnce();

    public override uint Resolve(string host) => world.Resolve(host);

    private sealed class PatientSocket(IWorldSocket socket) : RelayedSocket(socket)
    {
        private readonly ManualResetEventSlim _closed = new();

        public override void Connect(Endpoint remote)
        {
            if (remote.Address == SilentHost)
            {
                _closed.Wait();
            }

            base.Connect(remote);
        }

        public override void Dispose()
        {
            base.Dispose();
            _closed.Set();
        }
    }
}
