using System;

namespace AsyncCore.Net;

/// <summary>
/// What a stream needs for writing when the transport does not take everything at once: a small buffer that is sent in the background without a task, who waits for the turn to
/// write, and why nothing can be sent any more.
/// </summary>
/// <remarks>
/// Bytes go straight from the writer's buffer to the transport while it takes them. The buffer is made when it first does not. It makes small
/// writes cheap: the board's network stack takes bytes only when it has got rid of all before, and what gathers here meanwhile goes
/// out in one piece.
/// </remarks>
internal sealed class SendBuffer
{
    private readonly Transport transport;
    private readonly Stream stream;
    private NamedReadiness turn;
    private byte[] buffer;
    private int start;

    internal SendBuffer(Transport transport, Stream stream, int capacity)
    {
        this.transport = transport;
        this.stream = stream;
        Capacity = capacity;
    }

    /// <summary>How many bytes the buffer holds at most, from the next time on that it is empty.</summary>
    internal int Capacity { get; set; }

    /// <summary>How many bytes are buffered.</summary>
    internal int Count { get; private set; }

    /// <summary>Why nothing can be sent any more, or null.</summary>
    internal Exception Failure { get; private set; }

    /// <summary>The task that has the turn to write, or null.</summary>
    internal Task Writer { get; set; }

    /// <summary>What the tasks wait for that want to write after the one that writes now.</summary>
    internal Readiness Turn => turn ??= new NamedReadiness("its turn to write");

    /// <summary>Wakes the task that has waited longest for its turn to write.</summary>
    /// <returns>The task, or null.</returns>
    internal Task WakeNextWriter()
    {
        Task next = turn?.First;
        if (next != null)
        {
            turn.WakeFirst();
        }

        return next;
    }

    /// <summary>Buffers bytes if there is room for all of them.</summary>
    /// <returns>False if there is not.</returns>
    internal bool TryAppend(byte[] source, int offset, int number)
    {
        if (Count == 0 && (buffer == null || buffer.Length != Capacity))
        {
            buffer = number <= Capacity ? new byte[Capacity] : null;
        }

        if (buffer == null || number > buffer.Length - Count)
        {
            return false;
        }

        if (start + Count + number > buffer.Length)
        {
            Array.Copy(buffer, start, buffer, 0, Count);
            start = 0;
        }

        Array.Copy(source, offset, buffer, start + Count, number);
        Count += number;
        transport.Room.Sender = this;
        return true;
    }

    /// <summary>Sends what is buffered, as far as the transport takes it.</summary>
    internal void SendBuffered()
    {
        try
        {
            int sent = stream.SendNow(buffer, start, Count);
            start += sent;
            Count -= sent;
        }
        catch (Exception)
        {
            // The stream has noted it for whoever writes, drains or waits for the close.
        }

        if (Count == 0)
        {
            Clear();
            stream.BufferWasSent();
        }
    }

    /// <summary>Forgets what is buffered.</summary>
    internal void Clear()
    {
        start = 0;
        Count = 0;
        transport.Room.Sender = null;
    }

    /// <summary>Forgets what is buffered, because it cannot be sent.</summary>
    internal void Fail(Exception exception)
    {
        Failure = exception;
        Clear();
    }
}
