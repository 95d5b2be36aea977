using System;
using System.Net;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary>The sending of a datagram: a coroutine written by hand, which its socket uses again, so that sending makes no objects.</summary>
/// <remarks>
/// <code>
///   Unstarted ──> (all others have a turn) ──> try ──> Finished or Faulted
///                                               ^ │
///                          (Writable signalled) └─┘ no room
/// </code>
/// </remarks>
internal sealed class DatagramSendOperation : Coroutine
{
    private readonly DatagramSocket socket;
    private byte[] buffer;
    private int offset;
    private int count;
    private IPEndPoint receiver;

    internal DatagramSendOperation(DatagramSocket socket) => this.socket = socket;

    internal DatagramSendOperation Prepare(byte[] buffer, int offset, int count, IPEndPoint receiver)
    {
        this.buffer = buffer;
        this.offset = offset;
        this.count = count;
        this.receiver = receiver;
        return this;
    }

    public override Awaitable MoveNext()
    {
        try
        {
            if (State == Unstarted)
            {
                State = 0;
                Awaitable pause = EventLoop.Current.Pause();
                if (pause != null)
                {
                    return pause;
                }
            }

            Trampoline.ThrowIfFaulted();
            if (!socket.SendNow(buffer, offset, count, receiver))
            {
                return socket.Writable;
            }

            Trampoline.Result = null;
            State = Finished;
        }
        catch (Exception exception)
        {
            SetException(exception);
        }

        buffer = null;
        receiver = null;
        socket.Recycle(this);
        return null;
    }
}
