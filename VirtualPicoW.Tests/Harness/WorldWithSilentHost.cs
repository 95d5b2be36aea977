using System;
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

    public override uint Resolve(string host) => world.Resolve(host);

    private sealed class PatientSocket(IWorldSocket socket) : IWorldSocket
    {
        private readonly ManualResetEventSlim _closed = new();

        public Endpoint LocalEndpoint => socket.LocalEndpoint;

        public Endpoint RemoteEndpoint => socket.RemoteEndpoint;

        public int Available => socket.Available;

        public void Bind(Endpoint local) => socket.Bind(local);

        public void Listen(int backlog) => socket.Listen(backlog);

        public IWorldSocket? Accept() => socket.Accept();

        public void Connect(Endpoint remote)
        {
            if (remote.Address == SilentHost)
            {
                _closed.Wait();
            }

            socket.Connect(remote);
        }

        public int Send(ReadOnlySpan<byte> bytes) => socket.Send(bytes);

        public void SendTo(ReadOnlySpan<byte> bytes, Endpoint remote) => socket.SendTo(bytes, remote);

        public int Receive(Span<byte> bytes, bool peek) => socket.Receive(bytes, peek);

        public int ReceiveFrom(Span<byte> bytes, bool peek, out Endpoint remote) => socket.ReceiveFrom(bytes, peek, out remote);

        public bool Wait(Readiness readiness, TimeSpan limit) => socket.Wait(readiness, limit);

        public int TakeError() => socket.TakeError();

        public void SetOption(int level, int name, byte[] value) => socket.SetOption(level, name, value);

        public void GetOption(int level, int name, byte[] value) => socket.GetOption(level, name, value);

        public void Abort() => socket.Abort();

        public void Dispose()
        {
            socket.Dispose();
            _closed.Set();
        }
    }
}
