using System;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary>The wait for a datagram: a coroutine written by hand, which its socket uses again, so that receiving makes no objects.</summary>
/// <remarks>
/// <code>
///   Unstarted ──> (all others have a turn) ──> try ──> Finished or Faulted
///                                               ^ │
///                          (Readable signalled) └─┘ nothing there
/// </code>
/// </remarks>
internal sealed class DatagramReceiveOperation : Coroutine<int>
{
    private const int Trying = 0;

    private readonly DatagramSocket socket;
    private byte[] buffer;
    private int offset;
    private int count;

    internal DatagramReceiveOperation(DatagramSocket socket) => this.socket = socket;

    internal DatagramReceiveOperation Prepare(byte[] buffer, int offset, int count)
    {
        this.buffer = buffer;
        this.offset = offset;
        this.count = count;
        return this;
    }

    public override Awaitable MoveNext()
    {
        try
        {
            if (State == Unstarted)
            {
                socket.BeginReceive();
                State = Trying;
                Awaitable pause = EventLoop.Current.Pause();
                if (pause != null)
                {
                    return pause;
                }
            }

            Trampoline.ThrowIfFaulted();
            int received = socket.ReceiveNow(buffer, offset, count);
            if (received == Transport.WouldWait)
            {
                return socket.Readable;
            }

            socket.EndReceive();
            Trampoline.Int32Result = received;
            Trampoline.Result = null;
            State = Finished;
        }
        catch (Exception exception)
        {
            if (State == Trying)
            {
                socket.EndReceive();
            }

            SetException(exception);
        }

        buffer = null;
        socket.Recycle(this);
        return null;
    }

    public override object TakeResult() => Trampoline.Int32Result;
}
