using System;

namespace AsyncCore.Net;

/// <summary>
/// A connection as tasks see it: bytes in, bytes out, awaited. In asyncio: <c>StreamReader</c> and <c>StreamWriter</c> in one.
/// </summary>
/// <remarks>
/// <para>One task may read while others write. A second reader is refused; several writers take turns, and their writes do not mix.</para>
/// <para>Every read and write lets all other tasks have a turn, so that a flood on one connection starves nobody.</para>
/// <para>
/// How a connection ends can be told apart: a read returns 0 when the other end has closed in good order, <see cref="ConnectionResetException"/> means
/// that the connection was lost, and <see cref="ObjectDisposedException"/> that it was closed here.
/// </para>
/// <para>Reading and writing bytes allocates nothing, once each was done for the first time.</para>
/// </remarks>
public sealed class Stream
{
    /// <summary>How long <see cref="Close"/> tries to send what is left, in milliseconds.</summary>
    public const int CloseLimitMs = 10000;

    /// <summary>How many bytes <see cref="ReadLine"/> and <see cref="ReadUntil"/> accept unless told otherwise.</summary>
    public const int DefaultLimit = 1024;

    private readonly Transport transport;
    private readonly Event closed = new Event();
    private Task reader;
    private ReadOperation spareRead;
    private WriteOperation spareWrite;
    private ClosingAlarm closingAlarm;

    /// <summary>Makes a stream of a transport, which is its own from now on.</summary>
    /// <param name="transport">The connection.</param>
    /// <exception cref="ArgumentNullException">There is no transport.</exception>
    public Stream(Transport transport)
    {
        this.transport = transport ?? throw new ArgumentNullException(nameof(transport));
        Inbox = new Inbox(transport);
        Outbox = new Outbox(transport, this);
    }

    /// <summary>Who is at the other end: address and port. In asyncio: <c>get_extra_info('peername')</c>.</summary>
    public string Peer => transport.Peer;

    /// <summary>True once <see cref="Close"/> or <see cref="Abort"/> was called. In asyncio: <c>is_closing()</c>.</summary>
    public bool IsClosing { get; private set; }

    internal Inbox Inbox { get; }

    internal Outbox Outbox { get; }

    internal Readiness Readable => transport.Readable;

    internal Readiness Writable => transport.Writable;

    /// <summary>Waits until something has come, and takes it. In asyncio: <c>read(n)</c>, <c>readinto()</c>.</summary>
    /// <param name="buffer">Where to put it.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes at most. At 0 it returns 0.</param>
    /// <returns>How many bytes, 1 to <paramref name="count"/>; 0 at the end of the stream.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="InvalidOperationException">Another task is reading.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public Coroutine<int> Read(byte[] buffer, int offset, int count)
    {
        CheckRange(buffer, offset, count);
        return TakeRead().Prepare(buffer, offset, count, count == 0 ? 0 : 1, false);
    }

    /// <summary>
    /// Waits until so many bytes have come, and takes them. Cancelled before, it leaves them for the next read. In asyncio: <c>readexactly(n)</c>.
    /// </summary>
    /// <param name="buffer">Where to put them.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>What to await, once.</returns>
    /// <exception cref="IncompleteReadException">The stream ended before.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="InvalidOperationException">Another task is reading.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public Coroutine ReadExactly(byte[] buffer, int offset, int count)
    {
        CheckRange(buffer, offset, count);
        return TakeRead().Prepare(buffer, offset, count, count, true);
    }

    /// <summary>
    /// Waits for a line and takes it. Only <c>"\n"</c> ends one, and is part of the result. Cancelled before, it leaves what has come for the next
    /// read. In asyncio: <c>readline()</c>.
    /// </summary>
    /// <param name="limit">How many bytes the line may have, with its end; at least 1.</param>
    /// <returns>The line; at the end of the stream what was left without an end of line; then null.</returns>
    /// <exception cref="LimitOverrunException">The line is longer.</exception>
    /// <exception cref="InvalidOperationException">Another task is reading.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public async Coroutine<string> ReadLine(int limit = DefaultLimit)
    {
        BeginRead();
        try
        {
            await FillUntil((byte)'\n', limit);
            int length = Inbox.IndexOf((byte)'\n', 0) + 1;
            length = length > 0 ? length : Inbox.Count;
            return length > 0 ? Inbox.TakeText(length) : null;
        }
        finally
        {
            EndRead();
        }
    }

    /// <summary>
    /// Waits for a separator and takes everything up to it. Cancelled before, it leaves what has come for the next read. In asyncio: <c>readuntil()</c>.
    /// </summary>
    /// <param name="separator">The byte that ends what is wanted.</param>
    /// <param name="limit">How many bytes there may be, with the separator; at least 1.</param>
    /// <returns>The bytes, with the separator.</returns>
    /// <exception cref="IncompleteReadException">The stream ended before.</exception>
    /// <exception cref="LimitOverrunException">No separator came within the limit.</exception>
    /// <exception cref="InvalidOperationException">Another task is reading.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public async Coroutine<byte[]> ReadUntil(byte separator, int limit = DefaultLimit)
    {
        BeginRead();
        try
        {
            await FillUntil(separator, limit);
            int length = Inbox.IndexOf(separator, 0) + 1;
            return length > 0 ? Inbox.TakeBytes(length) : throw new IncompleteReadException(Inbox.TakeBytes(Inbox.Count), 0);
        }
        finally
        {
            EndRead();
        }
    }

    /// <summary>
    /// Sends bytes: ends when all of them have been taken, by the network stack or, the last 1460, by a buffer that is sent in the background. So it
    /// waits for a slow receiver, and memory stays bounded. In asyncio: <c>write()</c> and <c>drain()</c>.
    /// </summary>
    /// <param name="buffer">The bytes; the caller's again when the write has ended.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>What to await, once. Cancelled half-way, a part has been sent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public Coroutine Write(byte[] buffer, int offset, int count)
    {
        CheckRange(buffer, offset, count);
        return TakeWrite().Prepare(buffer, offset, count, false);
    }

    /// <summary>Waits until everything that was written before has been handed to the network stack. In asyncio: <c>drain()</c>, but down to the last byte.</summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public Coroutine Drain() => TakeWrite().Prepare(null, 0, 0, true);

    /// <summary>
    /// Closes the connection, once what was written has been sent; that goes on in the background, for at most <see cref="CloseLimitMs"/>. Whoever reads or
    /// writes meanwhile is told. Twice is fine. In asyncio: <c>close()</c>.
    /// </summary>
    public void Close()
    {
        if (IsClosing)
        {
            return;
        }

        IsClosing = true;
        if (Outbox.IsEmpty)
        {
            Abort();
            return;
        }

        closingAlarm = new ClosingAlarm(this);
        closingAlarm.Arm(EventLoop.Current.DeadlineIn(CloseLimitMs));
        transport.Readable.Signal();
        transport.Writable.Signal();
    }

    /// <summary>Closes the connection at once, without what was written and not yet sent. Twice is fine. In asyncio: <c>transport.abort()</c>.</summary>
    public void Abort()
    {
        IsClosing = true;
        if (closed.IsSet)
        {
            return;
        }

        closingAlarm?.Disarm();
        Outbox.Clear();
        transport.Close();
        closed.Set();
        transport.Readable.Signal();
        transport.Writable.Signal();
    }

    /// <summary>Waits until the connection has been closed here and its socket is free. In asyncio: <c>wait_closed()</c>.</summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="ConnectionResetException">Some of what was written could not be sent.</exception>
    public async Coroutine WaitClosed()
    {
        await closed.Wait();
        ThrowIfFailed();
    }

    internal void BeginRead()
    {
        ThrowIfClosed();
        if (reader != null)
        {
            throw new InvalidOperationException(
                "Task " + reader.Name + " is reading from this stream already, and it serves one reader. Let that task hand on what it reads.");
        }

        reader = Asyncio.CurrentTask;
    }

    internal void EndRead() => reader = null;

    internal void ThrowIfClosed()
    {
        if (IsClosing)
        {
            throw new ObjectDisposedException("The stream was closed.");
        }
    }

    /// <summary>Throws why what was written before could not be sent.</summary>
    internal void ThrowIfFailed()
    {
        if (Outbox.Failure != null)
        {
            throw Outbox.Failure;
        }
    }

    /// <summary>Nothing is left to be sent, or nothing can be.</summary>
    internal void BufferWasSent()
    {
        if (IsClosing)
        {
            Abort();
        }
    }

    /// <summary>The other end did not take what was left in time.</summary>
    internal void GiveUp()
    {
        Outbox.Fail(new ConnectionResetException(Peer + " did not take what was left to send within " + CloseLimitMs + " ms."));
        Abort();
    }

    internal void Recycle(ReadOperation operation) => spareRead = operation;

    internal void Recycle(WriteOperation operation) => spareWrite = operation;

    private static void CheckRange(byte[] buffer, int offset, int count)
    {
        if (buffer == null)
        {
            throw new ArgumentNullException(nameof(buffer));
        }

        if (offset < 0 || count < 0 || offset > buffer.Length - count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), offset + " + " + count + " is not within a buffer of " + buffer.Length + " bytes.");
        }
    }

    private ReadOperation TakeRead()
    {
        ReadOperation operation = spareRead ?? new ReadOperation(this);
        spareRead = null;
        return operation;
    }

    private WriteOperation TakeWrite()
    {
        WriteOperation operation = spareWrite ?? new WriteOperation(this);
        spareWrite = null;
        return operation;
    }

    /// <summary>Fills the inbox until it holds a separator, or the stream ends.</summary>
    private async Coroutine FillUntil(byte separator, int limit)
    {
        await Asyncio.SleepMs(0);
        int searched = 0;
        while (true)
        {
            ThrowIfClosed();
            int found = Inbox.IndexOf(separator, searched);
            searched = Inbox.Count;
            if (found >= limit || (found < 0 && searched >= limit))
            {
                throw new LimitOverrunException(limit);
            }

            if (found >= 0)
            {
                return;
            }

            int got = Inbox.Fill(limit);
            if (got == 0)
            {
                return;
            }

            if (got == Transport.WouldWait)
            {
                await transport.Readable;
            }
        }
    }
}
