using System;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary>
/// <see cref="Stream.Read"/> and <see cref="Stream.ReadExactly"/>: a coroutine written by hand, which the stream uses again, so that reading makes no objects.
/// </summary>
/// <remarks>
/// <code>
///   Unstarted ──> (all others have a turn) ──> try ──> Finished or Faulted
///                                               ^ │
///                          (Readable signalled) └─┘ nothing there
/// </code>
/// The turn comes first, before anything was taken: a task that reads from a flood starves nobody, and if it is cancelled just then,
/// nothing is lost.
/// </remarks>
internal sealed class ReadOperation : Coroutine<int>
{
    private const int Trying = 0;

    private readonly Stream stream;
    private byte[] buffer;
    private int offset;
    private int count;
    private int needed;
    private int done;
    private bool isExact;

    internal ReadOperation(Stream stream) => this.stream = stream;

    /// <summary>Makes it a new read, which ends when it has the bytes needed; for an exact one an earlier end of the stream is a failure.</summary>
    internal ReadOperation Prepare(byte[] buffer, int offset, int count, int needed, bool isExact)
    {
        State = Unstarted;
        Caller = null;
        this.buffer = buffer;
        this.offset = offset;
        this.count = count;
        this.needed = needed;
        this.isExact = isExact;
        done = 0;
        return this;
    }

    public override Awaitable MoveNext()
    {
        try
        {
            if (State == Unstarted)
            {
                stream.BeginRead();
                State = Trying;
                return Asyncio.SleepMs(0);
            }

            Trampoline.ThrowIfFaulted();
            if (!Advance())
            {
                return stream.Readable;
            }

            stream.EndRead();
            Trampoline.Int32Result = done;
            Trampoline.Result = null;
            State = Finished;
        }
        catch (Exception exception)
        {
            if (State == Trying)
            {
                stream.Inbox.PutBack(buffer, offset, done);
                stream.EndRead();
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

    public override object TakeResult() => Trampoline.Int32Result;

    /// <summary>Takes what is there.</summary>
    /// <returns>False if that was not enough.</returns>
    private bool Advance()
    {
        while (done < needed)
        {
            stream.ThrowIfClosed();
            int got = stream.Inbox.Take(buffer, offset + done, count - done);
            if (got == Transport.WouldWait)
            {
                return false;
            }

            if (got == 0)
            {
                ThrowIfIncomplete();
                return true;
            }

            done += got;
        }

        return true;
    }

    private void ThrowIfIncomplete()
    {
        if (isExact)
        {
            byte[] partial = new byte[done];
            Array.Copy(buffer, offset, partial, 0, done);
            done = 0;
            throw new IncompleteReadException(partial, needed);
        }
    }
}
