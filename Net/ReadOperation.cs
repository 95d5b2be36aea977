using System;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary>
/// <see cref="Stream.Read"/> and <see cref="Stream.ReadExactly"/>: a coroutine written by hand, which is used again, so that reading makes no objects.
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

    /// <summary>The first of those that may be used again: as many as there ever were at the same time.</summary>
    private static ReadOperation spare;

    private ReadOperation nextSpare;
    private Stream stream;
    private byte[] buffer;
    private int offset;
    private int count;
    private int done;
    private bool isExact;

    /// <summary>A new read; an exact one ends only when everything has come, and an earlier end of the stream is a failure.</summary>
    internal static ReadOperation Take(Stream stream, byte[] buffer, int offset, int count, bool isExact)
    {
        ReadOperation operation = spare ?? new ReadOperation();
        spare = operation.nextSpare;
        operation.nextSpare = null;
        operation.State = Unstarted;
        operation.Caller = null;
        operation.stream = stream;
        operation.buffer = buffer;
        operation.offset = offset;
        operation.count = count;
        operation.done = 0;
        operation.isExact = isExact;
        return operation;
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
                stream.PutBack(buffer, offset, done);
                stream.EndRead();
            }

            SetException(exception);
        }

        buffer = null;
        stream = null;
        if (Caller != Root)
        {
            nextSpare = spare;
            spare = this;
        }

        return null;
    }

    public override object TakeResult() => Trampoline.Int32Result;

    /// <summary>Takes what is there.</summary>
    /// <returns>False if that was not enough.</returns>
    private bool Advance()
    {
        while (isExact ? done < count : done == 0 && count > 0)
        {
            stream.ThrowIfClosed();
            int got = stream.TakeBytes(buffer, offset + done, count - done);
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
            throw new IncompleteReadException(partial, count);
        }
    }
}
