using System;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary>
/// <see cref="Stream.Write"/> and <see cref="Stream.Drain"/>: a coroutine written by hand, which the stream uses again, so that writing makes no objects.
/// </summary>
/// <remarks>
/// <code>
///   Unstarted ──> waits for its turn to write ──────┐
///       │                                           v
///       └──> (all others have a turn) ──────────> try ──> Finished or Faulted
///                                                 ^ │
///                            (Writable signalled) └─┘ no room
/// </code>
/// </remarks>
internal sealed class WriteOperation : Coroutine
{
    private const int Trying = 0;

    private readonly Stream stream;
    private byte[] buffer;
    private int offset;
    private int count;
    private bool isDrain;

    internal WriteOperation(Stream stream) => this.stream = stream;

    /// <summary>Makes it a new write; a drain ends only when everything has been handed to the transport.</summary>
    internal WriteOperation Prepare(byte[] buffer, int offset, int count, bool isDrain)
    {
        State = Unstarted;
        Caller = null;
        this.buffer = buffer;
        this.offset = offset;
        this.count = count;
        this.isDrain = isDrain;
        return this;
    }

    public override Awaitable MoveNext()
    {
        try
        {
            if (State == Unstarted)
            {
                stream.ThrowIfClosed();
                State = Trying;
                return (Awaitable)stream.Outbox.Enter() ?? Asyncio.SleepMs(0);
            }

            Trampoline.ThrowIfFaulted();
            if (!Advance())
            {
                return stream.Writable;
            }

            stream.Outbox.Leave();
            Trampoline.Result = null;
            State = Finished;
        }
        catch (Exception exception)
        {
            if (State == Trying)
            {
                stream.Outbox.Leave();
            }

            SetException(exception);
        }

        buffer = null;
        if (Caller != Root)
        {
            stream.Recycle(this);
        }

        return null;
    }

    /// <summary>Sends what can be sent.</summary>
    /// <returns>False if that was not all.</returns>
    private bool Advance()
    {
        stream.ThrowIfClosed();
        stream.ThrowIfFailed();
        int taken = count == 0 ? 0 : stream.Outbox.Push(buffer, offset, count);
        offset += taken;
        count -= taken;
        return count == 0 && (!isDrain || stream.Outbox.IsEmpty);
    }
}
