using System;
using System.Text;

namespace AsyncCore.Net;

/// <content>Writing: in turns, bounded, the end of it in the background.</content>
public sealed partial class Stream
{
    /// <summary>How many bytes are sent in the background at first: one segment of TCP over WiFi. See <see cref="SendBufferSize"/>.</summary>
    public const int DefaultSendBuffer = 1460;

    /// <summary>
    /// How many bytes of what was written may wait to be sent in the background; 0 for none, then a write waits until the transport has taken all. The buffer is made when
    /// the transport first does not take everything at once. In asyncio: <c>set_write_buffer_limits()</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int SendBufferSize
    {
        get => HasOutbox ? SendBuffer.Capacity : DefaultSendBuffer;
        set => SendBuffer.Capacity = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A buffer has 0 bytes or more, not " + value + ".");
    }

    /// <summary>How many bytes of what was written wait to be sent. In asyncio: <c>get_write_buffer_size()</c>.</summary>
    public int UnsentCount => HasOutbox ? SendBuffer.Count : 0;

    /// <summary>True if a task has the turn to write.</summary>
    internal bool IsBusyWriting => HasOutbox && SendBuffer.Writer != null;

    private bool HasOutbox => extras != null && extras.SendBuffer != null;

    private SendBuffer SendBuffer => Extras.SendBuffer ??= new SendBuffer(transport, this, DefaultSendBuffer);

    /// <summary>
    /// Sends bytes. It ends when the transport has taken them, or has taken all but the last <see cref="SendBufferSize"/>: those are copied, and sent in the
    /// background. So it waits for a slow receiver, and memory stays bounded. In asyncio: <c>write()</c> and <c>drain()</c>.
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
        return WriteOperation.Take(this, buffer, offset, count, true);
    }

    /// <summary>Sends all bytes of an array; see <see cref="Write(byte[], int, int)"/>.</summary>
    /// <inheritdoc cref="Write(byte[], int, int)"/>
    public Coroutine Write(byte[] buffer) => Write(buffer, 0, LengthOf(buffer));

    /// <summary>Sends text as UTF-8, which makes an array of it; see <see cref="Write(byte[], int, int)"/>.</summary>
    /// <param name="text">The text. A line needs its <c>"\n"</c>.</param>
    /// <inheritdoc cref="Write(byte[], int, int)"/>
    public Coroutine Write(string text) => Write(Encoding.UTF8.GetBytes(text ?? throw new ArgumentNullException(nameof(text))));

    /// <summary>
    /// Sends bytes without a copy: ends when the transport has taken all of them. In asyncio there is no such write.
    /// </summary>
    /// <param name="buffer">The bytes; the caller's again when the write has ended.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>What to await, once. Cancelled half-way, a part has been sent.</returns>
    /// <inheritdoc cref="Write(byte[], int, int)"/>
    public Coroutine WriteThrough(byte[] buffer, int offset, int count)
    {
        CheckRange(buffer, offset, count);
        return WriteOperation.Take(this, buffer, offset, count, false);
    }

    /// <summary>Sends several arrays, one behind the other, without another task's bytes between them. In asyncio: <c>writelines()</c>.</summary>
    /// <param name="parts">The bytes; the caller's again when the write has ended.</param>
    /// <returns>What to await, once. Cancelled half-way, a part has been sent.</returns>
    /// <exception cref="ArgumentNullException">There is no array, or one of them is null; nothing was sent.</exception>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public Coroutine WriteAll(params byte[][] parts)
    {
        for (int i = 0; i < (parts ?? throw new ArgumentNullException(nameof(parts))).Length; i++)
        {
            LengthOf(parts[i]);
        }

        return WriteParts(parts);
    }

    /// <summary>Waits until everything that was written before has been handed to the network stack. In asyncio: <c>drain()</c>, but down to the last byte.</summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="ConnectionResetException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public Coroutine Drain() => WriteOperation.Take(this, null, 0, 0, false);

    /// <summary>Gives the running task the turn to write.</summary>
    /// <returns>What to wait for; then it has the turn. Null if it has it now.</returns>
    internal Awaitable EnterWrite()
    {
        if (SendBuffer.Writer != null)
        {
            return SendBuffer.Turn;
        }

        SendBuffer.Writer = Asyncio.CurrentTask;
        return null;
    }

    /// <summary>Passes the turn on to the task that has waited longest, if the running task has it.</summary>
    internal void LeaveWrite()
    {
        if (SendBuffer.Writer == Asyncio.CurrentTask)
        {
            SendBuffer.Writer = SendBuffer.WakeNextWriter();
        }
    }

    /// <summary>Sends as much as can be without waiting; buffers the rest if it may and if that fits.</summary>
    /// <returns>How many bytes were taken; the rest is for another time.</returns>
    internal int Push(byte[] buffer, int offset, int count, bool mayBuffer)
    {
        ThrowIfClosed();
        ThrowIfFailed();
        int taken = count > 0 && UnsentCount == 0 ? SendNow(buffer, offset, count) : 0;
        int rest = count - taken;
        return mayBuffer && rest > 0 && SendBuffer.TryAppend(buffer, offset + taken, rest) ? count : taken;
    }

    /// <summary>Sends as much as the transport takes now.</summary>
    internal int SendNow(byte[] buffer, int offset, int count)
    {
        int sent = 0;
        try
        {
            while (sent < count)
            {
                int taken = transport.Write(buffer, offset + sent, count - sent);
                if (taken == Transport.WouldWait)
                {
                    break;
                }

                sent += taken > 0 ? taken : throw new InvalidOperationException(
                    transport.GetType().Name + ".Write took " + taken + " bytes. Without room it has to return Transport.WouldWait.");
            }

            return sent;
        }
        catch (Exception exception)
        {
            SendBuffer.Fail(exception);
            throw;
        }
    }

    private static int LengthOf(byte[] buffer) => (buffer ?? throw new ArgumentNullException(nameof(buffer))).Length;

    private async Coroutine WriteParts(byte[][] parts)
    {
        ThrowIfClosed();
        Awaitable turn = EnterWrite();
        try
        {
            await (turn ?? Asyncio.SleepMs(0));
            for (int i = 0; i < parts.Length; i++)
            {
                int done = 0;
                while ((done += Push(parts[i], done, parts[i].Length - done, true)) < parts[i].Length)
                {
                    await transport.Writable;
                }
            }
        }
        finally
        {
            LeaveWrite();
        }
    }

    /// <summary>Throws why what was written before could not be sent.</summary>
    private void ThrowIfFailed()
    {
        if (HasOutbox && SendBuffer.Failure != null)
        {
            throw SendBuffer.Failure;
        }
    }
}
