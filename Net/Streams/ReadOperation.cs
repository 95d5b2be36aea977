using System;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary><see cref="Stream.Read"/>: a coroutine written by hand, which is used again, so that reading makes no objects.</summary>
/// <remarks>
/// <code>
///   Unstarted ──> (all others have a turn) ──> try ──> Finished or Faulted
///                                               ^ │
///                          (Readable signalled) └─┘ nothing there
/// </code>
/// <para>
/// The turn comes first, before anything was taken: a task that reads from a flood starves nobody, and if it is cancelled just then,
/// nothing is lost.
/// </para>
/// <para>Each connection that is waited for has one, so it has no field too many.</para>
/// </remarks>
internal sealed class ReadOperation : Coroutine<int>
{
    private const int Trying = 0;

    private static readonly SpareOperations Spares = new SpareOperations();

    private Stream stream;

    /// <summary>Offset and count in the caller's buffer: one field, for each costs 12 bytes on the board.</summary>
    private long range;

    private byte[] buffer;

    internal static ReadOperation Take(Stream stream, byte[] buffer, int offset, int count)
    {
        ReadOperation operation = (ReadOperation)Spares.Take() ?? new ReadOperation();
        operation.stream = stream;
        operation.buffer = buffer;
        operation.range = ((long)offset << 32) | (uint)count;
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
            stream.ThrowIfClosed();
            int count = (int)range;
            int got = count == 0 ? 0 : stream.TakeBytes(buffer, (int)(range >> 32), count);
            if (got == Transport.WouldWait)
            {
                return stream.Readable;
            }

            stream.EndRead();
            Trampoline.Int32Result = got;
            Trampoline.Result = null;
            State = Finished;
        }
        catch (Exception exception)
        {
            if (State == Trying)
            {
                stream.EndRead();
            }

            SetException(exception);
        }

        stream = null;
        buffer = null;
        Spares.Return(this);
        return null;
    }

    public override object TakeResult() => Trampoline.Int32Result;
}
