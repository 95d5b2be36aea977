using System;

namespace AsyncCore.Net;

/// <content>Reading: bytes as they come, so many of them, lines, records, all.</content>
public sealed partial class Stream
{
    /// <summary>How many bytes a line or a record may have at first: see <see cref="LineLimit"/>.</summary>
    public const int DefaultLimit = 1024;

    private static readonly byte[] Newline = { (byte)'\n' };

    private Task reader;

    /// <summary>
    /// How many bytes <see cref="ReadLine()"/>, <see cref="ReadLines()"/> and <see cref="ReadUntil(byte[])"/> accept, with the separator; at least 1. In
    /// asyncio: <c>limit=</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int LineLimit
    {
        get => HasInbox ? ReceiveBuffer.Limit : DefaultLimit;
        set => ReceiveBuffer.Limit = CheckLimit(value);
    }

    private bool HasInbox => extras != null && extras.ReceiveBuffer != null;

    private ReceiveBuffer ReceiveBuffer => Extras.ReceiveBuffer ??= new ReceiveBuffer(transport, DefaultLimit);

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
        return ReadOperation.Take(this, buffer, offset, count);
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
        return ExactReadOperation.Take(this, buffer, offset, count);
    }

    /// <summary>Waits for a line of at most <see cref="LineLimit"/> bytes; see <see cref="ReadLine(int)"/>.</summary>
    /// <inheritdoc cref="ReadLine(int)"/>
    public Coroutine<string> ReadLine() => ReadLine(LineLimit);

    /// <summary>
    /// Waits for a line and takes it. Only <c>"\n"</c> ends one, and is part of the result. Cancelled before, it leaves what has come for the next
    /// read. In asyncio: <c>readline()</c>.
    /// </summary>
    /// <param name="limit">How many bytes the line may have, with its end; at least 1.</param>
    /// <returns>The line, which is UTF-8; at the end of the stream what was left without an end of line; then null.</returns>
    /// <exception cref="LimitOverrunException">The line is longer. What has come of it can still be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    /// <exception cref="InvalidOperationException">Another task is reading.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public async Coroutine<string> ReadLine(int limit)
    {
        BeginRead();
        try
        {
            int length = await FillUntil(Newline, limit);
            length = length > 0 ? length : ReceiveBuffer.Count;
            return length > 0 ? ReceiveBuffer.TakeText(length) : null;
        }
        finally
        {
            EndRead();
        }
    }

    /// <summary>Lines of at most <see cref="LineLimit"/> bytes; see <see cref="ReadLines(int)"/>.</summary>
    /// <inheritdoc cref="ReadLines(int)"/>
    public Lines ReadLines() => ReadLines(LineLimit);

    /// <summary>
    /// The lines up to the end of the stream, each as <see cref="ReadLine(int)"/> returns it:
    /// <c>await foreach (string line in stream.ReadLines())</c>. In asyncio: <c>async for line in reader</c>.
    /// </summary>
    /// <param name="limit">How many bytes a line may have, with its end; at least 1.</param>
    /// <returns>What to iterate over.</returns>
    public Lines ReadLines(int limit) => new Lines(this, limit);

    /// <summary>Waits for a separator of one byte; see <see cref="ReadUntil(byte[], int)"/>.</summary>
    /// <inheritdoc cref="ReadUntil(byte[], int)"/>
    public Coroutine<byte[]> ReadUntil(byte separator) => ReadUntil(separator, LineLimit);

    /// <summary>Waits for a separator of one byte; see <see cref="ReadUntil(byte[], int)"/>.</summary>
    /// <inheritdoc cref="ReadUntil(byte[], int)"/>
    public Coroutine<byte[]> ReadUntil(byte separator, int limit) => ReadUntil(new[] { separator }, limit);

    /// <summary>Waits for a separator, for at most <see cref="LineLimit"/> bytes; see <see cref="ReadUntil(byte[], int)"/>.</summary>
    /// <inheritdoc cref="ReadUntil(byte[], int)"/>
    public Coroutine<byte[]> ReadUntil(byte[] separator) => ReadUntil(separator, LineLimit);

    /// <summary>
    /// Waits for a separator and takes everything up to it. Cancelled before, it leaves what has come for the next read. In asyncio: <c>readuntil()</c>.
    /// </summary>
    /// <param name="separator">The bytes that end what is wanted; at least one.</param>
    /// <param name="limit">How many bytes there may be, with the separator; at least 1.</param>
    /// <returns>The bytes, with the separator.</returns>
    /// <exception cref="IncompleteReadException">The stream ended before.</exception>
    /// <exception cref="LimitOverrunException">No separator came within the limit. What has come can still be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1, or the separator is empty.</exception>
    /// <exception cref="InvalidOperationException">Another task is reading.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public async Coroutine<byte[]> ReadUntil(byte[] separator, int limit)
    {
        CheckSeparator(separator);
        BeginRead();
        try
        {
            int length = await FillUntil(separator, limit);
            return length > 0 ? ReceiveBuffer.TakeBytes(length) : throw new IncompleteReadException(ReceiveBuffer.TakeBytes(ReceiveBuffer.Count), 0);
        }
        finally
        {
            EndRead();
        }
    }

    /// <summary>
    /// Waits for the end of the stream and takes everything up to it. Cancelled before, it leaves what has come for the next read. In asyncio:
    /// <c>read(-1)</c>, which has no limit.
    /// </summary>
    /// <param name="limit">How many bytes there may be; at least 1. The board holds twice as many for a moment.</param>
    /// <returns>The bytes; none if the stream had ended.</returns>
    /// <exception cref="LimitOverrunException">There is more. What has come can still be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    /// <exception cref="InvalidOperationException">Another task is reading.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public async Coroutine<byte[]> ReadToEnd(int limit)
    {
        CheckLimit(limit);
        BeginRead();
        try
        {
            Awaitable pause = EventLoop.Current.Pause();
            if (pause != null)
            {
                await pause;
            }

            while (true)
            {
                ThrowIfClosed();
                if (ReceiveBuffer.Count > limit)
                {
                    throw new LimitOverrunException(limit);
                }

                // One byte more than the limit tells too much from just enough.
                int got = ReceiveBuffer.Fill(limit < int.MaxValue ? limit + 1 : limit);
                if (got == 0)
                {
                    return ReceiveBuffer.TakeBytes(ReceiveBuffer.Count);
                }

                if (got == Transport.WouldWait)
                {
                    await transport.Readable;
                }
            }
        }
        finally
        {
            EndRead();
        }
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

    /// <summary>Takes bytes that are there, those held back first. Same result as <see cref="Transport.Read"/>.</summary>
    internal int TakeBytes(byte[] buffer, int offset, int count) =>
        HasInbox && ReceiveBuffer.Count > 0 ? ReceiveBuffer.Take(buffer, offset, count) : transport.Read(buffer, offset, count);

    /// <summary>Takes back what a read got and could not deliver.</summary>
    internal void PutBack(byte[] buffer, int offset, int count)
    {
        if (count > 0)
        {
            ReceiveBuffer.PutBack(buffer, offset, count);
        }
    }

    private static int CheckLimit(int limit) => limit > 0
        ? limit
        : throw new ArgumentOutOfRangeException(nameof(limit), "A limit is at least 1 byte, not " + limit + ".");

    private static void CheckSeparator(byte[] separator)
    {
        if (separator == null)
        {
            throw new ArgumentNullException(nameof(separator));
        }

        if (separator.Length == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(separator), "A separator has at least one byte.");
        }
    }

    /// <summary>Fills the inbox until it holds a separator, or the stream ends.</summary>
    /// <returns>How many bytes there are with the separator; 0 if the stream ended before.</returns>
    private async Coroutine<int> FillUntil(byte[] separator, int limit)
    {
        CheckLimit(limit);
        Awaitable pause = EventLoop.Current.Pause();
        if (pause != null)
        {
            await pause;
        }

        int searched = 0;
        while (true)
        {
            ThrowIfClosed();
            int found = ReceiveBuffer.IndexOf(separator, searched);
            int length = found == ReceiveBuffer.NotFound ? 0 : found + separator.Length;
            if (length > limit || (length == 0 && ReceiveBuffer.Count >= limit))
            {
                throw new LimitOverrunException(limit);
            }

            if (length > 0)
            {
                return length;
            }

            // The separator may have begun to come.
            searched = ReceiveBuffer.Count < separator.Length ? 0 : ReceiveBuffer.Count - separator.Length + 1;
            int got = ReceiveBuffer.Fill(limit);
            if (got == 0)
            {
                return 0;
            }

            if (got == Transport.WouldWait)
            {
                await transport.Readable;
            }
        }
    }
}
