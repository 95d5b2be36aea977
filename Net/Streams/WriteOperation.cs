using System;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary>
/// <see cref="Stream.Write(byte[], int, int)"/>, <see cref="Stream.WriteThrough"/> and <see cref="Stream.Drain"/>: a coroutine written by hand, which is used again, so
/// that writing makes no objects.
/// </summary>
/// <remarks>
/// <code>
///   Unstarted ──> tries ──> all was taken: all others have a turn ──> Finished
///       │           └────> has the turn to write ────┐
///       │                                            v
///       └──(somebody writes)──> waits for its turn ─> try ──> Finished or Faulted
///                                                    ^ │
///                               (Writable signalled) └─┘ no room
/// </code>
/// </remarks>
internal sealed class WriteOperation : Coroutine
{
    private const int Trying = 0;
    private const int Done = 1;

    private static readonly SpareOperations Spares = new SpareOperations();

    private Stream stream;
    private byte[] buffer;
    private int offset;
    private int count;
    private bool mayBuffer;

    /// <summary>A new write; if it may not buffer, it ends only when everything has been handed to the transport, what others wrote before it too.</summary>
    internal static WriteOperation Take(Stream stream, byte[] buffer, int offset, int count, bool mayBuffer)
    {
        WriteOperation operation = (WriteOperation)Spares.Take() ?? new WriteOperation();
        operation.stream = stream;
        operation.buffer = buffer;
        operation.offset = offset;
        operation.count = count;
        operation.mayBuffer = mayBuffer;
        return operation;
    }

    public override Awaitable MoveNext()
    {
        try
        {
            if (State == Unstarted)
            {
                Awaitable awaited = Start();
                if (awaited != null)
                {
                    return awaited;
                }
            }

            Trampoline.ThrowIfFaulted();
            if (State == Trying)
            {
                if (!Advance())
                {
                    return stream.Writable;
                }

                stream.LeaveWrite();
            }

            Trampoline.Result = null;
            State = Finished;
        }
        catch (Exception exception)
        {
            if (State == Trying)
            {
                stream.LeaveWrite();
            }

            SetException(exception);
        }

        buffer = null;
        stream = null;
        Spares.Return(this);
        return null;
    }

    /// <summary>Tries at once, unless others write, so that what the transport takes needs no turn to write.</summary>
    /// <returns>What to wait for; null if all is done.</returns>
    private Awaitable Start()
    {
        stream.ThrowIfClosed();
        if (!stream.IsBusyWriting && Advance())
        {
            State = Done;
            return EventLoop.Current.ShortPause();
        }

        Awaitable turn = stream.EnterWrite();
        State = Trying;
        return turn ?? stream.Writable;
    }

    /// <summary>Sends what can be sent.</summary>
    /// <returns>False if that was not all.</returns>
    private bool Advance()
    {
        int taken = stream.Push(buffer, offset, count, mayBuffer);
        offset += taken;
        count -= taken;
        return count == 0 && (mayBuffer || stream.UnsentCount == 0);
    }
}
