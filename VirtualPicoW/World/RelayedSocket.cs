using System;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A socket of a world that is another world's, but for what is overridden.</summary>
internal abstract class RelayedSocket(IWorldSocket socket) : IWorldSocket
{
    public Endpoint LocalEndpoint => socket.LocalEndpoint;

    public Endpoint RemoteEndpoint => socket.RemoteEndpoint;

    public int Available => socket.Available;

    public bool HasArrived => socket.HasArrived;

    public virtual void Bind(Endpoint local) => socket.Bind(local);

    public void Listen(int backlog) => socket.Listen(backlog);

    public IWorldSocket? Accept() => socket.Accept();

    public virtual void Connect(Endpoint remote) => socket.Connect(remote);

    public int Send(ReadOnlySpan<byte> bytes) => socket.Send(bytes);

    public void SendTo(ReadOnlySpan<byte> bytes, Endpoint remote) => socket.SendTo(bytes, remote);

    public int Receive(Span<byte> bytes, bool peek) => socket.Receive(bytes, peek);

    public int ReceiveFrom(Span<byte> bytes, bool peek, out Endpoint remote) => socket.ReceiveFrom(bytes, peek, out remote);

    public bool Wait(Readiness readiness, TimeSpan limit) => socket.Wait(readiness, limit);

    public int TakeError() => socket.TakeError();

    public void SetOption(int level, int name, byte[] value) => socket.SetOption(level, name, value);

    public void GetOption(int level, int name, byte[] value) => socket.GetOption(level, name, value);

    public void Abort() => socket.Abort();

    public virtual void Dispose() => socket.Dispose();
}
