using System;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary>
/// <see cref="Stream.ReadExactly"/>: a coroutine written by hand, which is used again, so that reading makes no objects.
/// </summary>
/// <remarks>
/// <code>
///   Unstarted ──> (all others have a turn) ──> try ──> Finished or Faulted
///                                               ^ │
///                          (Readable signalled) └─┘ not enough there
/// </code>
/// Cancelled half-way, it gives back what it has taken.
/// </remarks>
internal sealed class ExactReadOperation : Coroutine
{
    private const int Trying = 0;

    private static readonly SpareOperations Spares = new SpareOperations();

    private Stream stream;
    private byte[] buffer;
    private int offset;
    private int count;
    private int done;

    internal static ExactReadOperation Take(Stream stream, byte[] buffer, int offset, int count)
    {
        ExactReadOperation operation = (ExactReadOperation)Spares.Take() ?? new ExactReadOperation();
        operation.stream = stream;
        operation.buffer = buffer;
        operation.offset = offset;
        operation.count = count;
        operation.done = 0;
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
                Awaitable pause = EventLoop.Current.Pause();
                if (pause != null)
                {
                    return pause;
                }
            }

            Trampoline.ThrowIfFaulted();
            if (!Advance())
            {
                return stream.Readable;
            }

            stream.EndRead();
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
        Spares.Return(this);
        return null;
    }

    /// <summary>Takes what is there.</summary>
    /// <returns>False if that was not enough.</returns>
    private bool Advance()
    {
        while (done < count)
        {
            stream.ThrowIfClosed();
            int got = stream.TakeBytes(buffer, offset + done, count - done);
            if (got == Transport.WouldWait)
            {
                return false;
            }

            if (got == 0)
            {
                throw Incomplete();
            }

            done += got;
        }

        return true;
    }

    private Exception Incomplete()
    {
        byte[] partial = new byte[done];
        Array.Copy(buffer, offset, partial, 0, done);
        done = 0;
        return new IncompleteReadException(partial, count);
    }
}
